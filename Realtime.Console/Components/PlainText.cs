using Microsoft.AspNetCore.Components;
using Microsoft.AspNetCore.Components.Rendering;

namespace Realtime.Console.Components;

/// <summary>Text that a client or a model wrote. It is encoded, and what nobody would see is shown as its code.</summary>
public sealed class PlainText : ComponentBase
{
    [Parameter, EditorRequired]
    public string? Text { get; set; }

    // Not in Razor, whose own white space would show where white space counts.
    protected override void BuildRenderTree(RenderTreeBuilder builder)
    {
        foreach (var (text, mark) in VisibleText.Parts(Text))
        {
            if (mark is null)
            {
                builder.AddContent(0, text);
                continue;
            }

            builder.OpenElement(1, "span");
            builder.AddAttribute(2, "class", "mark");
            builder.AddAttribute(3, "title", mark);
            builder.AddContent(4, text);
            builder.CloseElement();
        }
    }
}
