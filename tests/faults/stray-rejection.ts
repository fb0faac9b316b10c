/** A process in which a promise fails that nobody waits for: it logs and lives. Started by its test. */
import { surviveStrayRejections } from '#src/cli/start';

const logged: object[] = [];
surviveStrayRejections({ error: (fields) => void logged.push(fields) });
void Promise.reject(new Error('late'));
setTimeout(() => process.stdout.write(`alive, ${logged.length} logged: ${JSON.stringify(logged).includes('late')}\n`), 50);
