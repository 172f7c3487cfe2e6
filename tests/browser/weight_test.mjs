// Light enough for an old phone: what a first visit costs on the wire, everything included.
import { brotliDecompressSync, gunzipSync } from 'node:zlib';
import http from 'node:http';
import { browser, is, none, ok, serve, testing, visit } from './server.mjs';

const PAGE_MOST = 60 * 1024, STYLE_MOST = 25 * 1024;

const fetchAs = (server, target, encoding) => new Promise((done, wrong) => http.get(server.url + target, { headers: { 'accept-encoding': encoding } }, a => {
  const parts = [];
  a.on('data', d => parts.push(d)).on('end', () => done({ headers: a.headers, body: Buffer.concat(parts) })).on('error', wrong);
}).on('error', wrong));

/* Bytes that a browser with an empty cache takes in for this page: heads and bodies. */
async function bytes(b, server, target) {
  const page = await visit(b, server, { width: 390, height: 844 }), cdp = await page.context().newCDPSession(page), parts = new Map();
  await cdp.send('Network.enable');
  cdp.on('Network.responseReceived', e => parts.set(e.requestId, { url: e.response.url, size: 0 }));
  cdp.on('Network.loadingFinished', e => { if (parts.has(e.requestId)) parts.get(e.requestId).size = e.encodedDataLength; });
  await page.goto(server.url + target, { waitUntil: 'networkidle' });
  await page.context().close();
  return [...parts.values()].filter(p => p.url.startsWith('http'));
}

await testing(async () => {
  const server = await serve(), b = await browser();
  for (const target of ['/', '/hulp', '/hulp/carrousselgroep-eindhoven', '/en/hulp?q=agressie']) {
    const parts = await bytes(b, server, target), sum = parts.reduce((n, p) => n + p.size, 0);
    ok(parts.length >= 4 && sum <= PAGE_MOST, `${target}: at most ${PAGE_MOST / 1024} KB on the wire with everything it needs`, `${sum} bytes`, parts.map(p => `${p.size} ${p.url}`));
  }
  const html = (await fetchAs(server, '/', 'identity')).body.toString(), style = html.match(/href="([^"]+site\.css)"/)[1];
  const plain = (await fetchAs(server, style, 'identity')).body, as = { br: brotliDecompressSync, gzip: gunzipSync };
  for (const accepted of ['br', 'gzip', 'gzip, deflate, br']) {
    const a = await fetchAs(server, style, accepted), encoding = a.headers['content-encoding'];
    ok(a.body.length <= STYLE_MOST && accepted.includes(encoding), `${accepted}: the style sheet is at most ${STYLE_MOST / 1024} KB`, `${a.body.length} bytes as ${encoding}`);
    ok(encoding && as[encoding](a.body).equals(plain), `${accepted}: and is the same as uncompressed`);
  }
  const page = await fetchAs(server, '/over', 'gzip, deflate, br'), encoding = page.headers['content-encoding'];
  ok(encoding in as && /<\/html>\s*$/.test(as[encoding](page.body).toString()) && page.headers.vary === 'Accept-Encoding', 'pages come compressed, and whole', encoding);
  const both = await fetchAs(server, '/', 'gzip;q=1.0, br;q=0');
  is(both.headers['content-encoding'], 'gzip', 'a browser that does not want br does not get it');
  is((await fetchAs(server, '/', 'identity')).headers['content-encoding'], undefined, 'nor anything if it wants nothing');
  const links = [...html.matchAll(/(?:href|src)="(\/assets\/[^"#]+)/g)].map(m => m[1]), wrong = [];
  for (const link of new Set(links)) {
    const a = await fetchAs(server, link, 'br');
    if (!/max-age=31536000, immutable/.test(a.headers['cache-control'] ?? '')) wrong.push(`${link}: ${a.headers['cache-control']}`);
  }
  none(wrong, 'assets are kept for ever by browsers: their address changes when they do');
});
