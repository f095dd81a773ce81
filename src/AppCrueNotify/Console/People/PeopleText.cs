namespace AppCrueNotify.Console.People;

/// <summary>Names the words of this folder.</summary>
internal sealed class PeopleText;
