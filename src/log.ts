import { pino, type Logger } from 'pino';

export type Log = Pick<Logger, 'debug' | 'info' | 'warn' | 'error'>;

/** JSON lines in UTC on standard error; standard output is for people and for answers of commands. */
export const createLog = (level: string): Logger =>
  pino(
    { level, base: null, timestamp: pino.stdTimeFunctions.isoTime, redact: ['address', 'token', '*.address', '*.token'] },
    pino.destination({ dest: 2, sync: false }),
  );
