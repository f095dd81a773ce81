using AppCrueNotify.Commands;

return await CommandLine.RunAsync(args);
