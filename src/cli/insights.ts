import { createRefreshInsights } from '#jobs/refresh-insights';
import { createLog } from '../log.js';
import { withStore } from './with-store.js';
import type { Command } from './command.js';

export const insightsCommand: Command = {
  name: 'insights',
  usage: 'insights refresh',
  summary: 'learns again what pay depends on: factors, the model of the estimates, the pay indexes',
  async run(args) {
    if (args.length !== 1 || args[0] !== 'refresh') {
      process.stderr.write('backboard: insights wants refresh\n');
      return 2;
    }
    return withStore(async (store, { env }) => {
      const { refresh } = createRefreshInsights({ store, now: () => new Date(), log: createLog(env.LOG_LEVEL) });
      process.stdout.write(`${JSON.stringify(await refresh())}\n`);
      return 0;
    });
  },
};
