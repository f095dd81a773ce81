namespace AppCrueNotify.Console.Kit;

/// <summary>Names the words of the frame and the kit (<c>KitText.resx</c> and its languages).</summary>
internal sealed class KitText;
