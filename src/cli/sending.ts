import { withStore } from './with-store.js';
import type { Command } from './command.js';
import { SENDING_SETTING } from '#jobs/send-alerts';

export const sendingCommand: Command = {
  name: 'sending',
  usage: 'sending pause | sending resume',
  summary: 'stops alerts from going out, or lets them go on (after a restore they wait for this)',
  async run([verb]) {
    if (verb !== 'pause' && verb !== 'resume') {
      process.stderr.write('backboard: sending pause, or sending resume\n');
      return 2;
    }
    return withStore(async (store) => {
      await store.setSetting(SENDING_SETTING, verb === 'pause' ? 'paused' : 'on');
      process.stdout.write(verb === 'pause' ? 'Alerts wait until «sending resume».\n' : 'Alerts go out again.\n');
      return 0;
    });
  },
};
