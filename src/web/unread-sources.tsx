import { webAddress } from './filter-links.js';
import type { SourceFacts } from './source-facts.js';

const WHY: Record<SourceFacts['default'], string> = {
  on: 'Read by default, no board yet',
  'opt-in': 'Read only when the operator switches them on',
  keyed: 'Need a key that the operator asks the source for',
};

/** Sources that this site could read and does not, by the reason. */
export function UnreadSources({ sources }: { readonly sources: readonly SourceFacts[] }) {
  if (sources.length === 0) return null;
  const reasons = (Object.keys(WHY) as SourceFacts['default'][]).filter((reason) => sources.some((source) => source.default === reason));
  return (
    <section class="prose" aria-labelledby="unread">
      <h2 id="unread">Not read here</h2>
      {reasons.map((reason) => (
        <>
          <h3 class="soft">{WHY[reason]}</h3>
          <ul class="tags">
            {sources
              .filter((source) => source.default === reason)
              .map((source) => {
                const terms = webAddress(source.terms);
                return (
                  <li>
                    <a href={`/sources/${encodeURIComponent(source.id)}`}>{source.name}</a>
                    {terms !== null && (
                      <>
                        {' '}
                        <a class="soft" href={terms} rel="noopener nofollow" aria-label={`Terms of ${source.name}`}>
                          terms
                        </a>
                      </>
                    )}
                  </li>
                );
              })}
          </ul>
        </>
      ))}
    </section>
  );
}
