import { html } from 'hono/html';
import { FILTER_KEYS } from '../domain/listing-filter.js';
import { proseOf, schemaWords, type Html, type Schema } from './docs-words.js';
import { PROBLEM_TYPES } from './problem.js';

interface Parameter {
  readonly name: string;
  readonly in: string;
  readonly required?: boolean;
  readonly description?: string;
  readonly schema?: Schema;
}

interface Operation {
  readonly summary?: string;
  readonly description?: string;
  readonly tags?: readonly string[];
  readonly parameters?: readonly Parameter[];
  readonly requestBody?: { readonly content: Readonly<Record<string, { readonly schema?: Schema }>> };
  readonly responses?: Readonly<
    Record<string, { readonly description: string; readonly content?: Readonly<Record<string, { readonly schema?: Schema }>> }>
  >;
}

/** The parts of an OpenAPI document that the page shows. */
export interface ApiDocument {
  readonly info: { readonly title: string; readonly version: string; readonly description?: string };
  readonly paths?: Readonly<Record<string, Readonly<Record<string, unknown>>>>;
  readonly components?: { readonly schemas?: Readonly<Record<string, unknown>> };
}

const METHODS = ['get', 'post', 'patch', 'put', 'delete'] as const;

const anchorOf = (method: string, path: string): string => `${method}-${path.replace(/[^a-zA-Z0-9]+/g, '-').replace(/^-|-$/g, '')}`;

const isFilter = (parameter: Parameter): boolean => parameter.in === 'query' && (FILTER_KEYS as readonly string[]).includes(parameter.name);

/** Operations with the whole filter show what they have besides it: it is explained once. */
function ownParameters(parameters: readonly Parameter[]): { readonly filter: boolean; readonly own: readonly Parameter[] } {
  const filter = FILTER_KEYS.every((key) => parameters.some((parameter) => parameter.name === key));
  return { filter, own: filter ? parameters.filter((parameter) => !isFilter(parameter)) : parameters };
}

function parameterTable(parameters: readonly Parameter[]): Html {
  if (parameters.length === 0) return html``;
  return html`<table>
    <caption>
      Parameters
    </caption>
    <thead>
      <tr>
        <th scope="col">Name</th>
        <th scope="col">Form</th>
        <th scope="col">Meaning</th>
      </tr>
    </thead>
    <tbody>
      ${parameters.map(
        (parameter) =>
          html`<tr>
            <th scope="row"><code>${parameter.name}</code>${parameter.required === true ? ' (needed)' : ''}</th>
            <td>
              ${schemaWords(parameter.schema)}${parameter.schema?.default === undefined ? '' : `, default ${JSON.stringify(parameter.schema.default)}`}
            </td>
            <td>${proseOf(parameter.description ?? parameter.schema?.description)}</td>
          </tr>`,
      )}
    </tbody>
  </table>`;
}

function fieldTable(schema: Schema): Html {
  return html`<table>
    <thead>
      <tr>
        <th scope="col">Key</th>
        <th scope="col">Form</th>
        <th scope="col">Meaning</th>
      </tr>
    </thead>
    <tbody>
      ${Object.entries(schema.properties ?? {}).map(
        ([name, property]) =>
          html`<tr>
            <th scope="row"><code>${name}</code>${schema.required?.includes(name) === true ? '' : ' (optional)'}</th>
            <td>${schemaWords(property)}</td>
            <td>${proseOf(property.description)}</td>
          </tr>`,
      )}
    </tbody>
  </table>`;
}

function operationSection(method: string, path: string, operation: Operation): Html {
  const bodies = Object.values(operation.requestBody?.content ?? {});
  const { filter, own } = ownParameters(operation.parameters ?? []);
  return html`<section id="${anchorOf(method, path)}">
    <h3><code>${method.toUpperCase()} ${path}</code></h3>
    <p>${operation.summary ?? ''}</p>
    ${operation.description === undefined ? '' : html`<p>${proseOf(operation.description)}</p>`}
    ${filter ? html`<p>Takes <a href="#filter">the filter</a>.</p>` : ''} ${parameterTable(own)}
    ${bodies.map((body) =>
      body.schema?.properties === undefined
        ? html`<p>Body: ${schemaWords(body.schema)}</p>`
        : html`<p>Body, JSON:</p>
            ${fieldTable(body.schema)}`,
    )}
    <ul>
      ${Object.entries(operation.responses ?? {}).map(([status, response]) => {
        const [type, content] = Object.entries(response.content ?? {})[0] ?? [];
        return html`<li>
          <code>${status}</code> ${proseOf(response.description)}
          ${type === undefined ? '' : html`${type}: ${schemaWords(content?.schema)}`}
        </li>`;
      })}
    </ul>
  </section>`;
}

/** Readable documentation from the OpenAPI document: plain HTML, no script. */
export function docsBody(document: ApiDocument, baseUrl: string): Html {
  const operations = Object.entries(document.paths ?? {}).flatMap(([path, item]) =>
    METHODS.flatMap((method) => {
      const operation = item[method] as Operation | undefined;
      return operation === undefined ? [] : [{ method, path, operation, tag: operation.tags?.[0] ?? 'Other' }];
    }),
  );
  const tags = [...new Set(operations.map(({ tag }) => tag))];
  const ofTag = (wanted: string) =>
    operations.filter(({ tag }) => tag === wanted).toSorted((a, b) => (a.path < b.path ? -1 : a.path > b.path ? 1 : 0));
  const filter = operations.map(({ operation }) => operation.parameters ?? []).find((parameters) => ownParameters(parameters).filter) ?? [];
  const schemas = Object.entries(document.components?.schemas ?? {}) as [string, Schema][];
  return html`<h1>API</h1>
    <p>${proseOf(document.info.description)}</p>
    <p>Base: <code>${baseUrl}</code>. The same as a document for machines: <a href="/openapi.json">/openapi.json</a> (OpenAPI 3.1).</p>
    <nav aria-label="Operations">
      <h2>Operations</h2>
      ${tags.map(
        (tag) =>
          html`<h3>${tag}</h3>
            <ul>
              ${ofTag(tag).map(
                ({ method, path, operation }) =>
                  html`<li>
                    <a href="#${anchorOf(method, path)}"><code>${method.toUpperCase()} ${path}</code></a> ${operation.summary ?? ''}
                  </li>`,
              )}
            </ul>`,
      )}
    </nav>
    <section id="filter">
      <h2>The filter</h2>
      <p>The same parameters wherever listings are asked for.</p>
      ${parameterTable(filter.filter(isFilter))}
    </section>
    ${tags.map(
      (tag) =>
        html`<h2>${tag}</h2>
          ${ofTag(tag).map(({ method, path, operation }) => operationSection(method, path, operation))}`,
    )}
    <h2>Problems</h2>
    <p>Errors are RFC 9457 documents, <code>application/problem+json</code>; <code>type</code> is one of these.</p>
    <dl>
      ${Object.entries(PROBLEM_TYPES).map(
        ([name, title]) =>
          html`<dt id="${name}"><code>/docs#${name}</code></dt>
            <dd>${title}</dd>`,
      )}
    </dl>
    <h2>Forms of answers</h2>
    ${schemas.map(
      ([name, schema]) =>
        html`<section id="schema-${name}">
          <h3>${name}</h3>
          <p>${proseOf(schema.description)}</p>
          ${fieldTable(schema)}
        </section>`,
    )}`;
}
