// Loaded into a process of an installation: it does not outlive whoever started it, however that one ended.
const parent = Number(process.env['INSTALLATION_PID']);
setInterval(() => {
  if (process.ppid !== parent) process.kill(process.pid, 'SIGKILL');
}, 1_000).unref();
