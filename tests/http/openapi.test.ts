import { Validator } from '@seriousme/openapi-schema-validator';
import { expect, test } from 'vitest';
import { appUnderTest, get, storeOfDeadDatabase } from './app-under-test.js';

const { app } = appUnderTest(storeOfDeadDatabase());

interface Document {
  openapi: string;
  paths: Record<
    string,
    Record<
      string,
      {
        parameters?: { name: string; in: string; required?: boolean; description?: string; schema?: object }[];
        responses: object;
        summary?: string;
      }
    >
  >;
  components: { schemas: Record<string, unknown>; securitySchemes: object };
}
const documentOf = async () => (await (await get(app, '/openapi.json')).json()) as Document;

test('the document is OpenAPI 3.1 and every route is in it', async () => {
  const document = await documentOf();
  expect(document.openapi).toBe('3.1.0');
  const documented = Object.entries(document.paths).flatMap(([path, item]) =>
    Object.keys(item).map((method) => `${method.toUpperCase()} ${path}`),
  );
  const routed = app.routes
    .filter((route) => route.method !== 'ALL')
    .map((route) => `${route.method} ${route.path.replace(/:(\w+)(\{[^}]*\})?/g, '{$1}')}`);
  expect(new Set(documented)).toEqual(new Set(routed));
  expect(documented.length).toBeGreaterThan(25);
});

test('an outside validator finds the document valid', async () => {
  const { valid, errors } = await new Validator().validate({ ...(await documentOf()) });
  expect({ valid, errors }).toEqual({ valid: true, errors: undefined });
  // Were it to pass anything, it would prove nothing.
  const { paths: _, ...broken } = await documentOf();
  expect((await new Validator().validate({ ...broken, openapi: '3.1.0', info: {} })).valid).toBe(false);
});

test('every operation says what it is for, and every parameter what it means', async () => {
  const document = await documentOf();
  for (const [path, item] of Object.entries(document.paths)) {
    for (const [method, operation] of Object.entries(item)) {
      expect(operation.summary, `${method} ${path}`).toBeTruthy();
      for (const parameter of operation.parameters ?? []) {
        if (parameter.in === 'query') expect(parameter.description, `${method} ${path} ${parameter.name}`).toBeTruthy();
      }
    }
  }
});

test('every reference in the document leads somewhere', async () => {
  const document = await documentOf();
  const references = [...JSON.stringify(document).matchAll(/"#\/components\/schemas\/([^"]+)"/g)].map((match) => match[1] ?? '');
  expect(references.length).toBeGreaterThan(20);
  for (const name of references) expect(Object.keys(document.components.schemas)).toContain(name);
  expect(Object.keys(document.components.securitySchemes)).toEqual(['manageToken', 'adminToken']);
});

test('the readable page has a section for every operation and no script', async () => {
  const document = await documentOf();
  const response = await get(app, '/docs');
  const page = await response.text();
  expect(response.status).toBe(200);
  expect(page).not.toContain('<script');
  expect(page).not.toContain('style=');
  for (const path of Object.keys(document.paths)) expect(page).toContain(path);
  expect(page).toContain('id="invalid-request"');
});

test('every part of a path is a needed parameter, and every parameter has a form and stands once', async () => {
  const document = await documentOf();
  let parts = 0;
  for (const [path, item] of Object.entries(document.paths)) {
    for (const [method, operation] of Object.entries(item)) {
      const parameters = operation.parameters ?? [];
      const inPath = [...path.matchAll(/\{(\w+)\}/g)].map((match) => match[1]);
      parts += inPath.length;
      expect(
        parameters.filter((parameter) => parameter.in === 'path').map(({ name }) => name),
        `${method} ${path}`,
      ).toEqual(inPath);
      for (const parameter of parameters) {
        expect(parameter.schema, `${method} ${path} ${parameter.name}`).toBeDefined();
        expect(parameter.required ?? false, `${method} ${path} ${parameter.name}`).toBe(parameter.in === 'path');
      }
      expect(new Set(parameters.map((parameter) => `${parameter.in} ${parameter.name}`)).size).toBe(parameters.length);
      expect(Object.keys(operation.responses).length, `${method} ${path}`).toBeGreaterThan(0);
    }
  }
  expect(parts).toBeGreaterThan(8);
});
