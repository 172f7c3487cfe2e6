// The cookies of an answer. Debian's Node joins their headers with commas; newer ones keep them apart.

/* As they were sent: "name=value; Path=/; …" each. */
export const cookieLines = answer => answer.headers.getSetCookie?.() ?? answer.headers.get('set-cookie')?.split(/, (?=[\w-]+=)/) ?? [];

/* "name=value" each. */
export const cookiesOf = answer => cookieLines(answer).map(line => line.split(';')[0]);

/* What a browser sends from then on, "a=1; b=2". */
export function cookiesAfter(before, answer) {
  const now = cookiesOf(answer), name = cookie => cookie.split('=')[0];
  return [...before.split('; ').filter(old => !now.some(c => name(c) === name(old))), ...now].join('; ');
}
