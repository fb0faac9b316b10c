import { createBackboard } from '../main.js';
import { createLog } from '../log.js';
import { environment, terminalProgress, untilAskedToStop } from './start.js';
import type { Command } from './command.js';

const say = (line: string) => process.stdout.write(`${line}\n`);

/** The product on a data folder of its own, filled with invented listings, marked as invented on every page; it reads nothing. */
export const demoCommand: Command = {
  name: 'demo',
  usage: 'demo',
  summary: 'the product on invented listings, in a data folder of its own (npm run demo)',
  async run() {
    const given = environment();
    const env = { ...given, DATABASE_URL: undefined, DATA_DIR: process.env['DEMO_DATA_DIR'] ?? './demo-data', SMTP_URL: undefined };
    const backboard = await createBackboard({
      env,
      now: () => new Date(),
      log: createLog(env.LOG_LEVEL),
      progress: terminalProgress(),
      say,
      demo: true,
    });
    try {
      const site = await backboard.listen();
      say(`The demo is at ${site.url}. Every employer and listing in it is invented.`);
      let shown = 0;
      const filled = await backboard.fillDemo((share) => {
        const tenth = Math.floor(share * 10);
        if (tenth > shown) say(`Inventing listings: ${Math.min(100, tenth * 10)} %`);
        shown = tenth;
      });
      if (filled > 0)
        say(
          `${filled.toLocaleString('en-GB')} listings are there. Stop it with Ctrl-C; the folder ${env.DATA_DIR} can be deleted at any time.`,
        );
      backboard.keepSchedule();
    } catch (error) {
      await backboard.stop();
      throw error;
    }
    return untilAskedToStop(() => backboard.stop());
  },
};
