// Signing in with the own organisation, through a real identity provider, in a browser.
import { writeFileSync } from 'node:fs';
import net from 'node:net';
import path from 'node:path';
import { startGlewlwyd } from '../oidc/glewlwyd.mjs';
import { browser, folder, get, has, is, ok, testing, visit } from './server.mjs';
import { earnest } from './people.mjs';
import { nl } from './texts.mjs';

const freePort = () => new Promise((done, wrong) => {
  const s = net.createServer().on('error', wrong).listen(0, '127.0.0.1', () => { const { port } = s.address(); s.close(() => done(port)); });
});
const where = page => new URL(page.url()).pathname;
const mistake = page => page.locator('[data-error-summary]').innerText();

/* From the button to the address with which the provider sends somebody back. The browser itself stays away from the
 * provider's page: it would go on loading under what comes next. */
async function there(page, provider, button) {
  let url;
  const sent = async route => {
    const response = await route.fetch({ maxRedirects: 0, maxRetries: 2 }), { location, ...headers } = response.headers();
    url = location;
    await route.fulfill({ response, status: 200, headers, body: '' });
  };
  await page.route(u => u.pathname === '/inloggen/oidc', sent);
  await button.click();
  await page.waitForURL('**/inloggen/oidc*');
  await page.unrouteAll();
  ok(url?.startsWith(provider.issuer), 'the button leads to the provider', url);
  return provider.signIn(url);
}
async function signIn(page, site, provider) {
  await page.goto(`${site.url}/inloggen`);
  const back = await there(page, provider, page.getByRole('link', { name: nl('Sign in with your organisation') }));
  await page.goto(back);
}

async function strangers(b, site, provider) {
  const page = await visit(b, site);
  await signIn(page, site, provider);
  has(await mistake(page), nl('Your organisation knows you, but you have no account here that fits. Ask the functional administrator for an invitation.'),
    'whoever was not invited does not get in, also with the mail address of somebody who was');
  const cookies = (await page.context().cookies()).map(c => c.name);
  ok(!cookies.includes('kentering') && !cookies.includes('kentering_oidc'), 'and is left without a session', cookies);
  await page.context().close();
}

async function invited(b, site, provider, link) {
  const page = await visit(b, site);
  await page.goto(site.url + link);
  const back = await there(page, provider, page.getByRole('link', { name: nl('Sign in with your organisation') }));
  const other = await visit(b, site);
  await other.goto(back);
  has(await mistake(other), nl('This sign-in took too long, or it began in another browser. Begin again.'), 'the way back works in no other browser');
  await page.goto(back);
  is(where(page), '/werk', 'by an invitation the sign-in of the own organisation is enough');
  is((await get(site.server, link)).status, 404, 'which is used up');
  await page.goto(back);
  has(await mistake(page), nl('This sign-in took too long, or it began in another browser. Begin again.'), 'the way back works once');
  await page.context().clearCookies();
  await signIn(page, site, provider);
  is(where(page), '/werk', 'from then on it signs in');
  has(await page.locator('header').innerText(), 'Sanne', 'as who was invited');
  await other.context().close();
  return page;
}

async function roles(b, site, provider, page) {
  await provider.setRoles(['kentering-fg']);
  await page.context().clearCookies();
  await signIn(page, site, provider);
  ok(where(page) !== '/werk' && (await mistake(page)).length > 20, 'a role of the provider that is no role here does not count', page.url());
  await provider.setRoles(['iets-anders']);
  await signIn(page, site, provider);
  ok(where(page) !== '/werk' && (await mistake(page)).length > 20, 'without a role there is no access', page.url());
  await provider.setRoles(['kentering-team']);
}

async function refused(b, site) {
  for (const [name, query] of [['no state', 'code=x'], ['a made-up state', `code=x&state=${'a'.repeat(43)}`], ['an error of the provider', 'error=access_denied&state=x'], ['an unknown parameter', 'zomaar=1']]) {
    const a = await get(site.server, `/inloggen/oidc/terug?${query}`);
    ok(a.status === 422 && !/kentering=[\w-]{43}/.test(a.headers.get('set-cookie') ?? ''), `${name}: back at the form, without a session`, a.status);
  }
}

await testing(async () => {
  const port = await freePort(), url = `http://localhost:${port}`;
  const provider = await startGlewlwyd({ redirectUri: `${url}/inloggen/oidc/terug` }), secret = path.join(folder(), 'secret');
  try {
    writeFileSync(secret, `${provider.clientSecret}\n`, { mode: 0o600 });
    const args = ['--public-url', url, '--oidc-issuer', provider.issuer, '--oidc-client-id', provider.clientId, '--oidc-client-secret-file', secret,
      '--oidc-role-map', 'kentering-team=team kentering-fg=fg'];
    const site = await earnest({ port, args, people: [[provider.mail, 'team', 'Sanne de Wit']] }), b = await browser();
    await strangers(b, site, provider);
    const page = await invited(b, site, provider, site.links[0]);
    await roles(b, site, provider, page);
    await refused(b, site);
    await site.server.stop();
    const strict = await earnest({ port, args: [...args, '--oidc-acr', 'urn:twee-stappen'], people: [[provider.mail, 'team', 'Sanne de Wit']] });
    const last = await visit(b, strict);
    await last.goto(strict.url + strict.links[0]);
    await last.goto(await there(last, provider, last.getByRole('link', { name: nl('Sign in with your organisation') })));
    ok(where(last) !== '/werk' && (await mistake(last)).length > 20, 'a provider that does not say how well somebody proved who they are, where that is asked, does not let in');
  } finally {
    await provider.stop();
  }
});
