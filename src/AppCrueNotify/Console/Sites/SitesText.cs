namespace AppCrueNotify.Console.Sites;

/// <summary>Names the words of this folder. <c>Set.*</c> explain the settings of <see cref="AppCrueNotify.Sites.SettingCatalogue"/>, one each.</summary>
internal sealed class SitesText;
