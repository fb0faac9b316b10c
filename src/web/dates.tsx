import { dayWords } from '../domain/day-words.js';

const MINUTE = new Intl.DateTimeFormat('en-GB', {
  day: 'numeric',
  month: 'short',
  year: 'numeric',
  hour: '2-digit',
  minute: '2-digit',
  timeZone: 'UTC',
});

/** A moment: «21 Nov 2026, 08:15 UTC». */
function minuteWords(iso: string): string {
  const at = new Date(iso);
  return Number.isNaN(at.getTime()) ? iso : `${MINUTE.format(at)} UTC`;
}

const MONTH = new Intl.DateTimeFormat('en-GB', { month: 'long', year: 'numeric', timeZone: 'UTC' });

/** «November 2026» of `2026-11`; the text itself when it is no month. */
export function monthWords(month: string): string {
  const at = new Date(`${month}-01T00:00:00Z`);
  return Number.isNaN(at.getTime()) ? month : MONTH.format(at);
}

/** A day in a `<time>`; the exact moment is in its title. */
export function Day({ at }: { readonly at: string }) {
  return (
    <time datetime={at} title={minuteWords(at)}>
      {dayWords(at)}
    </time>
  );
}

export function Minute({ at }: { readonly at: string }) {
  return <time datetime={at}>{minuteWords(at)}</time>;
}
