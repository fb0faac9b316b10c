const DESCRIPTION =
  'Search backend jobs by level, see what they pay, be told of new ones. A list answers `data`, `total` and `nextCursor`; unknown is `null`; times are UTC. ' +
  'Reading needs no key and is allowed to pages of any site. Repeated parameters mean «any of»; `not:` before a value excludes it.';

/** Head of the OpenAPI document. */
export const openApiHead = (version: string, baseUrl: string) => ({
  openapi: '3.1.0' as const,
  info: {
    title: 'Backboard',
    version,
    description: DESCRIPTION,
    license: { name: 'MIT', identifier: 'MIT' },
  },
  servers: [{ url: baseUrl }],
  tags: ['Listings', 'Pay', 'Vocabulary', 'Companies', 'Sources', 'Saved searches', 'Feeds', 'Operation'].map((name) => ({ name })),
});

export const SECURITY_SCHEMES = {
  manageToken: { type: 'http', scheme: 'bearer', description: 'The token of the manage link in every mail, or of a webhook’s answer.' },
  adminToken: { type: 'http', scheme: 'bearer', description: 'ADMIN_TOKEN of the installation.' },
} as const;
