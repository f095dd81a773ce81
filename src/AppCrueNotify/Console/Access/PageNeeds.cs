namespace AppCrueNotify.Console.Access;

/// <summary>What an address of the console asks of whoever comes: the mark by which pipeline and tests know such an address.</summary>
/// <param name="Role">The least role; null lets everybody in, also those who are not signed in.</param>
/// <param name="EverySite">Whether only those may come to whom every site is open.</param>
internal sealed record PageNeeds(ConsoleRole? Role, bool EverySite = false);
