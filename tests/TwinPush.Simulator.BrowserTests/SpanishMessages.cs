namespace TwinPush.Simulator.BrowserTests;

/// <summary>Phones as a university's students have them, for the eye.</summary>
internal static class SpanishMessages
{
    public const string Alias = "nuria.puig";

    private const string Campus = "https://campus.example.edu/";

    public static async Task FillAsync(Visit visit)
    {
        visit.State.RegisterPhone(Alias, "ios");
        visit.State.RegisterPhones(["inigo.etxeberria", "mariajose.ibanez", "lucia.ferreira", "omar.benali"]);
        visit.State.RegisterPhone("silent", withPushToken: false);
        await SendAsync(2, "lucia.ferreira", "Biblioteca", "El préstamo de «Álgebra lineal» vence mañana.", "blocks/library/");
        await SendAsync(55, "mariajose.ibanez", "Práctica 1: Límites", "Íñigo Etxeberria ha actualizado su entrega.", "mod/assign/view.php?id=4&action=grading");
        await SendAsync(0, "mariajose.ibanez", "Práctica 1: Límites", "Núria Puig i Casals ha entregado.", "mod/assign/view.php?id=4&action=grading");
        await SendAsync(180, Alias, "Cálculo: matrícula", "Núria, ya tienes acceso a Cálculo Diferencial e Integral.", "course/view.php?id=5");
        await SendAsync(1260, Alias, "Práctica 1: Límites", "Has entregado la práctica. Puedes cambiarla hasta el viernes 27 a las 23:59.", "mod/assign/view.php?id=4");
        await SendAsync(35, Alias, "María José Ibáñez en Grupo A", "Bienvenidos al grupo. Os dejo aquí el calendario de tutorías 📅", "message/index.php?id=6003");
        await SendAsync(12, "inigo.etxeberria", "Núria Puig i Casals", "👍", "message/index.php?id=6005");
        await SendAsync(1, Alias, "Cálculo: nota publicada", "Práctica 1: Límites: 8,50 / 10,00. «Buen razonamiento; revisa el último apartado».", "grade/report/user/index.php?id=5");
        await SendAsync(9, Alias, "Cálculo: cambio de aula", "El examen del jueves será en el aula 2.1, no en la 1.4. Traed la calculadora y el carné. — María José Ibáñez", "mod/forum/discuss.php?d=1#p1");
        visit.Clock.Advance(TimeSpan.FromMinutes(4));

        async Task SendAsync(int minutesLater, string alias, string title, string alert, string path)
        {
            visit.Clock.Advance(TimeSpan.FromMinutes(minutesLater));
            await visit.SendAsync(alias, title, alert, Campus + path);
        }
    }
}
