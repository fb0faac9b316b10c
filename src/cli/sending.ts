import { withStore } from './with-store.js';
import type { Command } from './command.js';
import { SENDING_SETTING } from '#jobs/send-alerts';

const USAGE = 'sending pause | sending resume [--sent-until <time>]';

/** A moment in ISO 8601 with its zone; `null`: it is none. */
function momentOf(text: string): Date | null {
  const at = /^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}(:\d{2}(\.\d+)?)?(Z|[+-]\d{2}:\d{2})$/.test(text) ? new Date(text) : null;
  return at === null || Number.isNaN(at.getTime()) ? null : at;
}

export const sendingCommand: Command = {
  name: 'sending',
  usage: USAGE,
  summary: 'stops alerts from going out, or lets them go on (after a restore they wait for this)',
  async run([verb, option, value, ...rest]) {
    const until = option === '--sent-until' ? momentOf(value ?? '') : null;
    const isWrong =
      verb === 'pause' ? option !== undefined : verb !== 'resume' || (option !== undefined && until === null) || rest.length > 0;
    if (isWrong) {
      process.stderr.write(`backboard: ${USAGE}, the time as 2026-11-24T08:00Z\n`);
      return 2;
    }
    return withStore(async (store) => {
      if (until !== null) {
        const closed = await store.closeSentElsewhere(until, new Date());
        process.stdout.write(`${closed.toLocaleString('en-GB')} alerts until ${until.toISOString()} count as sent from elsewhere.\n`);
      }
      await store.setSetting(SENDING_SETTING, verb === 'pause' ? 'paused' : 'on');
      process.stdout.write(verb === 'pause' ? 'Alerts wait until «sending resume».\n' : 'Alerts go out again.\n');
      return 0;
    });
  },
};
