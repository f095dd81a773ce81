namespace AppCrueNotify.Console.Sites;

/// <summary>Names the doctor's words: for each code of <see cref="AppCrueNotify.Doctor.DoctorWords"/> its sentence, and under <c>CODE.do</c> what to do.</summary>
internal sealed class DoctorText;
