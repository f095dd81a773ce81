using AppCrueNotify.Messages;
using AppCrueNotify.Sites;
namespace AppCrueNotify.Composition;
internal sealed class Composer(byte[] linkKey)
{
    public Push Compose(Message m, Site s) => new() { Title = m.Subject ?? "x", Alert = m.SmallMessage ?? "y" + linkKey.Length + s.Name, Link = "", CustomProperties = "{}" };
}
