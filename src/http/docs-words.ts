import { html } from 'hono/html';
import type { HtmlEscapedString } from 'hono/utils/html';

export type Html = HtmlEscapedString | Promise<HtmlEscapedString>;

/** The parts of a JSON Schema that the page shows. */
export interface Schema {
  readonly $ref?: string;
  readonly type?: string | readonly string[];
  readonly description?: string;
  readonly enum?: readonly unknown[];
  readonly items?: Schema;
  readonly properties?: Readonly<Record<string, Schema>>;
  readonly required?: readonly string[];
  readonly default?: unknown;
}

const MOST_WORDS_IN_LINE = 12;

/** Words of a description: `code` between backticks, and long lists of allowed values folded away. */
export function proseOf(text: string | undefined): Html {
  const [prose = '', allowed = ''] = (text ?? '').split(' One of: ');
  const words = prose.split('`').map((part, index) => (index % 2 === 1 ? html`<code>${part}</code>` : part));
  if (allowed === '') return html`${words}`;
  const count = allowed.split(', ').length;
  if (count <= MOST_WORDS_IN_LINE) return html`${words} One of: ${allowed}`;
  return html`${words}
    <details>
      <summary>${count} allowed values</summary>
      ${allowed}
    </details>`;
}

/** What form a value has, in words. */
export function schemaWords(schema: Schema | undefined): Html {
  if (schema === undefined) return html``;
  if (schema.$ref !== undefined) {
    const name = schema.$ref.split('/').at(-1) ?? '';
    return html`<a href="#schema-${name}">${name}</a>`;
  }
  if (schema.items !== undefined) return html`list of ${schemaWords(schema.items)}`;
  if (schema.enum !== undefined && schema.enum.length <= 12) return html`one of ${schema.enum.map((value) => String(value)).join(', ')}`;
  return html`${[schema.type ?? 'object'].flat().join(' or ')}`;
}
