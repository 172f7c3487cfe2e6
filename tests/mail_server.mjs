// A real mail server for the tests, which keeps what it is sent. `mood.refuse`: the code it answers to a recipient with instead.
import { createRequire } from 'node:module';

const { SMTPServer } = createRequire(import.meta.url)('smtp-server');
export const listen = server => new Promise(done => server.listen(0, '127.0.0.1', () => done(server.address().port)));

export async function mailServer(mood = {}) {
  const got = [];
  const smtp = new SMTPServer({ authOptional: true, disabledCommands: ['STARTTLS'], logger: false,
    onRcptTo(address, session, done) {
      if (!mood.refuse) return done();
      done(Object.assign(new Error('not now'), { responseCode: mood.refuse }));
    },
    onData(stream, session, done) {
      let text = '';
      stream.on('data', part => { text += part; });
      stream.on('end', () => { got.push({ text, to: session.envelope.rcptTo.map(r => r.address), from: session.envelope.mailFrom.address }); done(); });
    } });
  smtp.on('error', () => {});
  const port = await listen(smtp.server);
  return { got, port, mood, close: () => new Promise(done => smtp.close(done)) };
}

/* What a program needs to send through it. */
export const mailSettings = port => ['--smtp-url', `smtp://127.0.0.1:${port}`, '--mail-from', 'noreply@kentering.example', '--public-url', 'https://kentering.example', '--site-name', 'Kentering Voorbeeldregio ×'];

export const unfold = text => text.replace(/\r\n[ \t]+/g, ' ');
export const unquote = text => Buffer.from(text.replace(/=\r?\n/g, '').replace(/=([0-9A-F]{2})/g, (all, hex) => String.fromCharCode(parseInt(hex, 16))), 'latin1').toString('utf8');
