using Microsoft.AspNetCore.Components.Endpoints;
using Realtime.Console.Api;
using Realtime.Console.Components.Pages;

namespace Realtime.Console.Access;

/// <summary>A part of a page that depends on who looks at it.</summary>
sealed record AsksWhoLooks;

/// <summary>Asks the API who looks at a page or a part of one, and sends people without a credential to the sign-in page.</summary>
static class PersonMiddleware
{
    public static void UsePerson(this IApplicationBuilder app) => app.Use(async (context, next) =>
    {
        var (endpoint, page) = (context.GetEndpoint(), context.GetEndpoint()?.Metadata.GetMetadata<ComponentTypeMetadata>());
        if (page is not null || endpoint?.Metadata.GetMetadata<AsksWhoLooks>() is not null)
        {
            try
            {
                var services = context.RequestServices;
                await services.GetRequiredService<Person>().Ask(services.GetRequiredService<ApiCalls>(), context.RequestAborted);
            }
            catch (ApiProblemException e)
                when (e.Problem.Status is StatusCodes.Status401Unauthorized && page is not null && page.Type != typeof(SignInPage))
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
