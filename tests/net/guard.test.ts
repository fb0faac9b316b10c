import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { createDoor } from '#src/net/door';
import { DoorError } from '#src/net/door-error';
import { isListedHost, proxyFor, registrableDomain } from '#src/net/guard';
import { isPublicAddress, privateTargets } from '#src/net/public-address';
import { startServer, type LocalServer } from './local-servers.js';

const PRIVATE = [
  '0.0.0.0',
  '0.1.2.3',
  '10.0.0.1',
  '10.255.255.255',
  '100.64.0.1',
  '100.127.255.254',
  '127.0.0.1',
  '127.1.2.3',
  '169.254.169.254',
  '169.254.0.1',
  '172.16.0.1',
  '172.31.255.255',
  '192.0.0.1',
  '192.0.2.5',
  '192.88.99.1',
  '192.168.0.1',
  '192.168.255.1',
  '198.18.0.1',
  '198.19.255.255',
  '198.51.100.7',
  '203.0.113.9',
  '224.0.0.1',
  '239.255.255.250',
  '240.0.0.1',
  '255.255.255.255',
  '::',
  '::1',
  '::127.0.0.1',
  '::10.0.0.1',
  '::ffff:127.0.0.1',
  '::ffff:10.0.0.1',
  '::ffff:169.254.169.254',
  '::ffff:0:127.0.0.1',
  '64:ff9b::127.0.0.1',
  '64:ff9b::a9fe:a9fe',
  '64:ff9b:1::10.0.0.1',
  '2002:7f00:1::',
  '2002:a00:1::1',
  '2001:0:4136:e378:8000:63bf:80ff:fffe',
  '2001:db8::1',
  'fc00::1',
  'fd12:3456::1',
  'fe80::1',
  'fe80::1%eth0',
  'fec0::1',
  'ff02::1',
  '100::1',
  '2001:10::1',
  '2001:20::1',
  'fe80::5efe:127.0.0.1',
  '2001:4860::5efe:10.0.0.1',
] as const;

const PUBLIC = [
  '1.1.1.1',
  '8.8.8.8',
  '93.184.216.34',
  '172.15.0.1',
  '172.32.0.1',
  '100.63.255.255',
  '2606:4700:4700::1111',
  '2001:4860:4860::8888',
  '::ffff:8.8.8.8',
];

describe('which addresses are public', () => {
  it.each(PRIVATE)('%s is not', (address) => expect(isPublicAddress(address)).toBe(false));
  it.each(PUBLIC)('%s is', (address) => expect(isPublicAddress(address)).toBe(true));
  it('nothing that is no address is', () => expect(['', 'localhost', '1.2.3', 'abc', '1.1.1.1.1'].some(isPublicAddress)).toBe(false));
  it('ranges that a self-hoster allows are read strictly', () => {
    const allowed = privateTargets('10.0.0.0/8, ::1');
    expect([allowed('10.9.8.7'), allowed('::1'), allowed('11.0.0.1'), allowed('::2')]).toEqual([true, true, false, false]);
    expect(() => privateTargets('10.0.0.0/99')).toThrow(RangeError);
  });
});

/** Spellings of loopback, private and link-local targets. Every one must be refused before anything is connected to. */
function spellings(port: number): string[] {
  const hosts = [
    '127.0.0.1',
    '127.1',
    '127.0.1',
    '0x7f.0.0.1',
    '0x7f.1',
    '0x7f000001',
    '0177.0.0.1',
    '0177.1',
    '017700000001',
    '2130706433',
    '127.0.0.1.',
    '0',
    '0.0.0.0',
    '0x0',
    '00',
    '127.00.00.01',
    '0x7F.0x0.0x0.0x1',
    '１２７.0.0.1',
    '127。0。0。1',
    '127.0.0.1%00',
    '①②⑦.0.0.1',
    '127.0.0.0x1',
    '127.0x1',
    '127.65535',
    '127.255.255.254',
    'localhost',
    'LOCALHOST',
    'localhost.',
    'lo\u00ADcalhost',
    'ｌｏｃａｌｈｏｓｔ',
    'localhost.localdomain',
    'foo.localhost',
    'printer.local',
    'db.internal',
    '[::1]',
    '[0:0:0:0:0:0:0:1]',
    '[::]',
    '[::ffff:127.0.0.1]',
    '[::ffff:7f00:1]',
    '[::ffff:0:127.0.0.1]',
    '[::127.0.0.1]',
    '[64:ff9b::127.0.0.1]',
    '[64:ff9b::7f00:1]',
    '[2002:7f00:1::]',
    '[2002:7f00:0001::1]',
    '[fe80::1]',
    '[fe80::1%25eth0]',
    '[fc00::1]',
    '[fd00::1]',
    '[ff02::1]',
    '[::1%25lo]',
    '[2001:db8::1]',
    '[::ffff:10.0.0.1]',
    '[::ffff:a9fe:a9fe]',
    '10.0.0.1',
    '10.1',
    '0xa.1',
    '012.0.0.1',
    '167772161',
    '172.16.0.1',
    '172.31.255.255',
    '192.168.0.1',
    '192.168.1',
    '0xc0.0xa8.0.1',
    '3232235521',
    '0300.0250.0.1',
    '169.254.169.254',
    '169.254.43518',
    '0xa9fea9fe',
    '2852039166',
    '0251.0376.0251.0376',
    '169.254.169.254.',
    '[::ffff:169.254.169.254]',
    '[64:ff9b::169.254.169.254]',
    '[2002:a9fe:a9fe::]',
    '100.64.0.1',
    '198.18.0.1',
    '192.0.2.1',
    '203.0.113.1',
    '224.0.0.1',
    '240.0.0.1',
    '255.255.255.255',
    'rebind.example.com',
    'mixed.example.com',
    'mapped.example.com',
    'nat64.example.com',
    'zero.example.com',
    'six.example.com',
    'private.example.com',
    'metadata.example.com',
  ];
  const whole = [
    `http://user@127.0.0.1:${port}/`,
    `http://example.com@127.0.0.1:${port}/`,
    `http://user:pass@localhost:${port}/`,
    'http://public.example.com:22/',
    'http://public.example.com:6379/',
    'file:///etc/passwd',
    'ftp://127.0.0.1/',
    'gopher://127.0.0.1:70/',
    'data:text/plain,hello',
    'javascript:alert(1)',
    'http://',
    'http:///',
    'http://\\127.0.0.1/',
    'http://127.0.0.1\\@public.example.com/',
    'http://public.example.com\u0000.evil/',
    ' http://127.0.0.1/',
    'http://127.0.0.1\n/',
    `//127.0.0.1:${port}/`,
    '127.0.0.1',
    'http://.',
    'unix:/var/run/docker.sock',
    'http://[::1',
    `http://${'a'.repeat(9000)}.com/`,
  ];
  return [...hosts.map((host) => `http://${host}:${port}/`), ...whole];
}

const NAMES: Record<string, readonly string[]> = {
  'rebind.example.com': ['127.0.0.1'],
  'mixed.example.com': ['93.184.216.34', '127.0.0.1'],
  'mapped.example.com': ['::ffff:127.0.0.1'],
  'nat64.example.com': ['64:ff9b::7f00:1'],
  'zero.example.com': ['0.0.0.0'],
  'six.example.com': ['::1'],
  'private.example.com': ['10.0.0.8'],
  'metadata.example.com': ['169.254.169.254'],
  'public.example.com': ['93.184.216.34'],
};

describe('targets that must never be connected to', () => {
  const traps: LocalServer[] = [];
  beforeAll(async () => {
    traps.push(await startServer((_request, response) => response.end('trap'), '127.0.0.1'));
    const six = await startServer((_request, response) => response.end('trap'), '::1').catch(() => null);
    if (six !== null) traps.push(six);
  });
  afterAll(async () => {
    await Promise.all(traps.map((trap) => trap.close()));
  });

  it('refuses at least a hundred spellings of them without opening a connection', async () => {
    // With a range allowed, odd ports pass the first check, so that the address itself must be what is refused.
    const door = createDoor({
      env: { ALLOW_PRIVATE_TARGETS: '198.51.100.0/24' },
      userAgent: 'test',
      resolve: async (host) => NAMES[host] ?? ['127.0.0.1'],
    });
    const port = traps[0]?.port ?? 0;
    const all = spellings(port);
    expect(all.length).toBeGreaterThanOrEqual(100);
    for (const url of all) {
      const outcome = await door
        .request({ url, allowedHosts: null, maxDecodedBytes: 1000, totalTimeoutMs: 3000, followRedirects: true })
        .catch((error: unknown) => error);
      expect(outcome, url).toBeInstanceOf(DoorError);
      expect((outcome as DoorError).code, url).toBe('refused-target');
    }
    expect(traps.map((trap) => trap.connections())).toEqual(traps.map(() => 0));
    await door.close();
  });

  it('does not open ports other than 80 and 443 on the default port either, through a literal or a name', async () => {
    const door = createDoor({ env: {}, userAgent: 'test', resolve: async () => ['93.184.216.34'] });
    for (const url of ['https://1.1.1.1:8443/', 'http://8.8.8.8:25/', 'https://host.example.com:22/']) {
      await expect(
        door.request({ url, allowedHosts: null, maxDecodedBytes: 10, totalTimeoutMs: 2000, followRedirects: false }),
      ).rejects.toMatchObject({ code: 'refused-target' });
    }
    await door.close();
  });
});

describe('names', () => {
  it('knows the registrable domain', () => {
    expect(['jobs.example.com', 'a.b.example.co.uk', 'example.com', 'co.uk', '127.0.0.1', 'x.example.de'].map(registrableDomain)).toEqual([
      'example.com',
      'example.co.uk',
      'example.com',
      'co.uk',
      '127.0.0.1',
      'example.de',
    ]);
  });
  it('matches listed hosts and their wildcards', () => {
    const listed = ['api.example.com', '*.tenant.example'];
    expect(
      [
        'api.example.com',
        'API.example.com',
        'x.tenant.example',
        'tenant.example',
        'a.b.tenant.example',
        'evil-tenant.example',
        'example.com',
      ].map((host) => isListedHost(host, listed)),
    ).toEqual([true, true, true, false, true, false, false]);
  });
  it('chooses the proxy as undici does', () => {
    const env = { HTTPS_PROXY: 'http://p:1', HTTP_PROXY: 'http://q:2', NO_PROXY: 'localhost, .corp.example,api.example.com:8443' };
    const of = (address: string) => proxyFor(new URL(address), env);
    expect([
      of('https://example.com'),
      of('http://example.com'),
      of('https://localhost'),
      of('https://a.corp.example'),
      of('https://api.example.com:8443'),
      of('https://api.example.com'),
    ]).toEqual(['http://p:1', 'http://q:2', null, null, null, 'http://p:1']);
    expect(proxyFor(new URL('https://example.com'), { ...env, NO_PROXY: '*' })).toBeNull();
    expect(proxyFor(new URL('https://example.com'), { HTTP_PROXY: 'http://q:2' })).toBe('http://q:2');
    expect(proxyFor(new URL('https://example.com'), {})).toBeNull();
  });
});
