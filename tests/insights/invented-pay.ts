import type { PayFacts } from '#src/domain/salary-factor';
import { uniformsOf } from '#src/insights/wild-bootstrap';

export interface InventedPay {
  readonly employers: number;
  readonly listings: number;
  readonly seed: number;
  /** Log pay of each property, all else equal. */
  readonly effects: {
    readonly senior: number;
    readonly go: number;
    readonly berlin: number;
    readonly fintech: number;
    readonly remote: number;
  };
  readonly months?: readonly string[];
}

/**
 * Invented listings with known effects. Employers that pay less use Go more (`go` is chosen where the employer's effect is
 * low), and so its raw median has the wrong sign.
 */
export function inventPay({ employers, listings, seed, effects, months = ['2026-09', '2026-10', '2026-11'] }: InventedPay): PayFacts[] {
  const uniform = uniformsOf(seed);
  const normal = () => Math.sqrt(-2 * Math.log(uniform() + 1e-12)) * Math.cos(2 * Math.PI * uniform());
  const pick = <T>(values: readonly T[]): T => values[Math.floor(uniform() * values.length)]!;
  const rows: PayFacts[] = [];
  for (let employerId = 1; employerId <= employers; employerId++) {
    const ownEffect = 0.15 * normal();
    const industry = pick(['fintech', 'healthcare', 'gaming', null] as const);
    for (let i = 0; i < listings; i++) {
      const level = pick(['mid', 'senior', 'unmarked'] as const);
      const go = uniform() < (ownEffect < 0 ? 0.6 : 0.1);
      const berlin = uniform() < 0.5;
      const workplace = pick(['onsite', 'remote', null] as const);
      const log =
        11.2 +
        ownEffect +
        (level === 'senior' ? effects.senior : 0) +
        (go ? effects.go : 0) +
        (berlin ? effects.berlin : 0) +
        (industry === 'fintech' ? effects.fintech : 0) +
        (workplace === 'remote' ? effects.remote : 0) +
        0.08 * normal();
      const mid = Math.exp(log);
      rows.push({
        listingId: rows.length + 1,
        employerId,
        annualMin: mid * 0.9,
        annualMax: mid * 1.1,
        currency: 'EUR',
        eurMid: mid,
        month: pick(months),
        level,
        title: level === 'senior' ? 'Senior Backend Developer' : 'Backend Developer',
        specialisation: null,
        languages: go ? ['go'] : ['java'],
        country: 'DE',
        region: berlin ? 'Berlin' : 'Bavaria',
        city: berlin ? 'Berlin' : 'Munich',
        industry,
        workplace,
        tags: uniform() < 0.3 ? ['on-call'] : [],
        source: 'invented',
      });
    }
  }
  return rows;
}
