using Microsoft.AspNetCore.Components.Endpoints;
using Realtime.Console.Api;
using Realtime.Console.Components.Pages;

namespace Realtime.Console.Access;

/// <summary>Asks the API who looks at a page, and sends people without a credential to the sign-in page.</summary>
static class PersonMiddleware
{
    public static void UsePerson(this IApplicationBuilder app) => app.Use(async (context, next) =>
    {
        if (context.GetEndpoint()?.Metadata.GetMetadata<ComponentTypeMetadata>() is { } page)
        {
            try
            {
                var services = context.RequestServices;
                await services.GetRequiredService<Person>().Ask(services.GetRequiredService<ApiCalls>(), context.RequestAborted);
            }
            catch (ApiProblemException e) when (e.Problem.Status is StatusCodes.Status401Unauthorized && page.Type != typeof(SignInPage))
            {
                context.Response.Redirect(SignInPage.AddressFor(context.Request));
                return;
            }
            catch (ApiProblemException)
            {
                // The page says what is wrong; the sign-in page needs nobody.
            }
        }

        await next(context);
    });
}
