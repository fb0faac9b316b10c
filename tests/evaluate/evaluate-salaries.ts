// npx tsx --conditions=source tests/evaluate/evaluate-salaries.ts --labels FILE [--real] [--misses]
import { readSalaryLabels, scoreSalaries, type Share } from './salary-scores.js';

const args = process.argv.slice(2);
const file = args[args.indexOf('--labels') + 1];
if (!args.includes('--labels') || file === undefined) {
  console.error('usage: evaluate-salaries --labels FILE [--real] [--misses]');
  process.exit(2);
}
const labels = readSalaryLabels(file).filter((label) => !args.includes('--real') || label.origin === 'real');
const { misses, ...scores } = scoreSalaries(labels);
const shown = (value: number | null | Share): string =>
  value !== null && typeof value === 'object' ? `${value.pct} %  (${value.k}/${value.n}, 95 % ${value.ci95?.join('–')})` : String(value);
for (const [name, value] of Object.entries(scores)) console.log(`${name.padEnd(24)} ${shown(value)}`);
if (args.includes('--misses')) console.log(misses.join('\n'));
console.log(JSON.stringify(scores));
