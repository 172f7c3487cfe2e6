#!/bin/sh
# What the template compiler writes, and what it refuses: tmplc_test.sh PATH_TO_TMPLC
here=$(cd "$(dirname "$0")" && pwd)
tmplc=$(cd "$(dirname "$1")" && pwd)/$(basename "$1")
src=$here/../../src
. "$here/../tap.sh"
cd "$tmp" || exit 1
warnings="-std=c17 -D_GNU_SOURCE -Wall -Wextra -Wconversion -Wshadow -Wmissing-prototypes -Wstrict-prototypes -Wwrite-strings -Werror"
include="-I. -I$src/base -I$src/web"

cat > view.h <<'C'
#include "html.h"
#include "rows.h"
C
cat > rows.h <<'C'
#ifndef ROWS_H
#define ROWS_H
enum colour { RED };
struct row { struct id id; const char *name; struct date born; struct num age; size_t count; int n; enum colour colour; };
struct row_list { struct row *at; size_t count; };
struct page { struct row_list rows, none; const char *site; bool on, off; struct safe_html icon; };
#endif
C
cat > page.c <<'C'
#include "view.h"
#include <stdio.h>
void view_page(struct ctx *c, const struct page *v);
const char *po_find(enum lang lang, const char *msgid) { return lang == LANG_NL && strcmp(msgid, "Until %s") == 0 ? "Tot %s" : NULL; }
const char *po_find_plural(enum lang lang, const char *msgid, int64_t n) { (void)lang; (void)msgid; (void)n; return NULL; }
int main(void)
{
  static struct row rows[] = {
    { .id = { { 0x0b, 0x7e } }, .name = "Jan & \"Piet\"", .born = { 20260203 }, .age = { 7, true }, .count = 1, .n = 1 },
    { .name = "<b>", .count = 2 },
  };
  const struct page v = { .rows = { rows, 2 }, .site = "javascript:alert(1)", .on = true, .icon = { "<svg></svg>" } };
  struct ctx c = { .lang = LANG_NL };
  view_page(&c, &v);
  fputs(buf_text(&c.out), stdout);
  ctx_release(&c);
}
C
${CC:-cc} -D_GNU_SOURCE $include -c page.c "$src"/base/arena.c "$src"/base/buf.c "$src"/base/values.c "$src"/base/calendar.c "$src"/base/ctx.c "$src"/web/html.c > log 2>&1 \
  || { cat log; echo "Bail out! the base does not compile"; exit 1; }
: > log

# page TEXT: the lines of a view over struct page, in v.html (TEXT begins on line 2)
page() { printf '{view page(const struct page *v)}\n%s' "$1" > v.html; }

# writes NAME TEMPLATE WANTED: the page that the template makes
writes() {
  page "$2"
  : > log
  if "$tmplc" v.html v.c > log 2>&1 && ${CC:-cc} $warnings -Wno-unused-parameter $include v.c ./*.o -o v > log 2>&1; then is "$(./v)" "$3" "$1"; else ok 1 "$1"; fi
}

# refuses NAME TEMPLATE PLACE TEXT: the message begins with PLACE (line:column) and holds TEXT; no file is left
refuses() {
  page "$2"
  rm -f v.c
  ! "$tmplc" v.html v.c > log 2>&1 && grep -qF "v.html:$3: error: " log && grep -qF -- "$4" log && [ ! -e v.c ]
  ok $? "$1"
}

# wrong_c NAME TEMPLATE PLACE TEXT: the C compiler reports the template's line and column
wrong_c() {
  page "$2"
  "$tmplc" v.html v.c > log 2>&1 && ! LC_ALL=C ${CC:-cc} $warnings $include -c v.c -o v.bad > log 2>&1 \
    && grep -qF "v.html:$3: error:" log && grep -qF -- "$4" log
  ok $? "$1"
}

# wrong_type NAME TEMPLATE LINE: the C compiler refuses it and names the template's line
wrong_type() {
  page "$2"
  "$tmplc" v.html v.c > log 2>&1 && ! ${CC:-cc} $warnings $include -c v.c -o v.bad > log 2>&1 && grep -qF "v.html:$3:" log
  ok $? "$1"
}

echo "# what it writes"
writes "text is escaped" '{for r in v->rows}{= r->name}|{end}' 'Jan &amp; &#34;Piet&#34;|&lt;b&gt;|'
writes "numbers, dates and ids have a look in text" '{for r in v->rows}{= r->n} {= r->count} {= r->age} {= r->born} {= r->id};{end}' \
  '1 1 7 <time datetime="2026-02-03">3 februari 2026</time> 0b7e0000-0000-0000-0000-000000000000;0 2 unknown unknown 00000000-0000-0000-0000-000000000000;'
writes "an attribute gets plain values, or nothing" '<input value="{= v->rows.at->born}" min="{= v->rows.at[1].age}">' '<input value="2026-02-03" min="">'
writes "a whole URL with a script is not a link" '<a href="{= v->site}">x</a>' '<a href="#">x</a>'
writes "a piece of a URL is percent-encoded" '<a href="/x/{= v->rows.at->name}">x</a>' '<a href="/x/Jan%20%26%20%22Piet%22">x</a>'
writes "a block that may not run does not make the next value a whole URL" '<a href="{if v->on}/{end}{= v->site}">x</a>' '<a href="/javascript%3Aalert%281%29">x</a>'
writes "a loop in a URL writes pieces" '<a href="{for r in v->rows}{= v->site}{end}">x</a>' '<a href="javascript%3Aalert%281%29javascript%3Aalert%281%29">x</a>'
writes "safe markup passes in text" '{= v->icon}' '<svg></svg>'
writes "a text is translated and its values escaped" '{for r in v->rows}<b title="{t "Until %s", r->born}">{t "100%% of %s", r->name}</b>{end}' \
  '<b title="Tot 3 februari 2026">100% of Jan &amp; &#34;Piet&#34;</b><b title="Tot unknown">100% of &lt;b&gt;</b>'
writes "values may be numbered" '{t "%2$s before %1$s", v->rows.at[1].name, v->rows.at->n}' '1 before &lt;b&gt;'
writes "a msgid may be an expression" '{t v->on ? "yes" : "no"}' 'yes'
writes "plurals count" '{for r in v->rows}{n r->count, "%s place in %s", "%s places in %s", r->name}; {end}' '1 place in Jan &amp; &#34;Piet&#34;; 2 places in &lt;b&gt;; '
writes "a singular may leave the number out" '{n v->rows.at->n, "one place", "%s places"}' 'one place'
writes "an empty list takes the else branch" '{for r in v->none}{= r->name}{else}none{end}' 'none'
writes "if, elif and else" '{if v->off}a{elif v->on}b{else}c{end}' 'b'
writes "an attribute is present or not" '<input{if v->on} checked{end}{if v->off} disabled{end}>' '<input checked>'
writes "an attribute is present or not, after a space" '<input {if v->on}checked{end} {if v->off}disabled{end} a="b">' '<input checked  a="b">'
writes "half a value may depend" '<p class="a{if v->on} b{end}">x</p>' '<p class="a b">x</p>'
writes "a view begins and ends without white space" '
  <p>x</p>

' '<p>x</p>'
writes "indentation and empty lines go, one line end stays" '<ul>
    <li>a</li>

    <li>b   c</li>
</ul>' '<ul>
<li>a</li>
<li>b c</li>
</ul>'
writes "a directive alone on its line leaves no trace of it" '<ul>
{for r in v->rows}
  {# a note with a brace } and a "quote #}
  <li>{= r->n}</li>
{end}
</ul>' '<ul>
<li>1</li>
<li>0</li>
</ul>'
writes "directives alone on their lines inside a tag" '<input
  name="x"
  {if v->on}
    checked
  {end}
>' '<input name="x" checked >'
writes "space between words survives an inline block" 'a {if v->off}x {else}b{end} c{if v->on} d{end} {for r in v->rows} {= r->n}{end}' 'a b c d  1 0'
writes "pre and textarea keep their white space" '<pre>
  a
    b  c
</pre> <textarea>
 {= v->rows.at->n}  </textarea>' '<pre>
  a
    b  c
</pre> <textarea>
 1  </textarea>'
writes "attribute values keep theirs" '<p title="a
   b  c">x</p>' '<p title="a
   b  c">x</p>'
writes "two braces are one" '<p data-x="{{}">{{}</p>' '<p data-x="{}">{}</p>'
writes "a comment leaves no trace" 'a{# it'"'"'s nothing {= x} #}b' 'ab'
writes "bytes and trigraphs survive" 'é ??/ "\n"' 'é ??/ "\n"'
writes "a script without content, and svg, may stand" '<script src="/a.js" defer></script> <svg viewBox="0 0 1 1"><path d="M0 0"/></svg>' \
  '<script src="/a.js" defer></script> <svg viewBox="0 0 1 1"><path d="M0 0"/></svg>'

cat > v.html <<'H'
{include "rows.h"}
{partial tag(const char *s)}
  <i>{= s}</i>
{partial dot()}
  .
{fragment twice(const char *s)}
  {use tag(s)}{use tag(s)}
{view page(const struct page *v)}
  ({use tag(v->rows.at[1].name)}){use dot()}
  {use frag_twice("x")}
  <p>
H
{ "$tmplc" v.html > v.c && ${CC:-cc} $warnings $include v.c ./*.o -o v; } > log 2>&1
is "$(./v)" '(<i>&lt;b&gt;</i>).
<i>x</i><i>x</i>
<p>' "partials and fragments are called, without white space of their own"

echo "# what it refuses"
refuses "an unquoted value" '<a href={= v->site}>' 2:9 'quote the value'
refuses "an unquoted literal" '<a class=x>' 2:10 'quote the value'
refuses "output in a tag" '<a {= v->site}>' 2:4 'quoted attribute value only'
refuses "output in a tag's name" '<{= v->site}>' 2:2 'quoted attribute value only'
refuses "output in a comment" '<!-- {= v->site} -->' 2:6 'quoted attribute value only'
refuses "an inline script" '<script>alert(1)</script>' 2:9 'no inline script'
refuses "output in a script" '<script src="a.js">{= v->site}</script>' 2:20 'no inline script'
refuses "a style element" '<style>p{{}</style>' 2:7 'style'
refuses "an event handler" '<a onclick="{= v->site}">' 2:11 'event handlers'
refuses "a style attribute" '<a STYLE="{= v->site}">' 2:9 'no style'
refuses "srcdoc" '<p srcdoc="x">' 2:10 'srcdoc'
refuses "a script in a URL" '<a href=" JavaScript:x">' 2:21 'no script in a URL'
refuses "translated text in a URL" '<a href="{t "x"}">' 2:10 'no translated text'
refuses "branches that end in different places" '<p {if v->on}class="a{else}b{end}">' 2:22 'does not end where it began'
refuses "a block that ends in another place" '{if v->on}<p class="{end}">' 2:21 'does not end where it began'
refuses "a loop that leaves a tag open" '{for r in v->rows}<p {end}>' 2:22 'does not end where it began'
refuses "a tag's name in branches" '<h{if v->on}1{else}2{end}>' 2:13 'a space must stand here'
refuses "attributes that would grow together" '<input {if v->on}checked{end}disabled>' 2:30 'a space must stand here'
refuses "a pre that is left open in a branch" '{if v->on}<pre>{end}</pre>' 2:16 'does not end where it began'
refuses "a block without end, at its beginning" 'a
  {if v->on}' 3:3 'no {end}'
refuses "an end without a block" '{end}' 2:1 'nothing to end'
refuses "two elses" '{if v->on}{else}{else}{end}' 2:17 'no block'
refuses "elif in a loop" '{for r in v->rows}{elif v->on}{end}' 2:19 'belongs to {if}'
refuses "an unknown directive" '{foo}' 2:1 'no such directive: {foo}'
refuses "a brace without end" '{= "}' 2:1 '{ without }'
refuses "a comment without end" '{# x' 2:1 '{# without #}'
refuses "a text with too few values" '{t "%s of %s", v->site}' 2:1 'wants 2 values and gets 1'
refuses "a text with too many values" '{t "x", v->site}' 2:1 'wants 0 values and gets 1'
refuses "a plural with too few values" '{n 1, "%s in %s", "%s in %s"}' 2:1 'wants 2 values and gets 1'
refuses "a text with a format for numbers" '{t "%d", v->site}' 2:1 'a text may hold'
refuses "a view that ends inside a tag" '<p ' 2:4 'ends inside a tag'
refuses "a less-than sign in text" 'a < b' 2:4 '&lt;'
refuses "use inside a tag" '<p {use x()}>' 2:4 'stands in text'
printf '<p>x</p>' > v.html
! "$tmplc" v.html v.c > log 2>&1 && grep -qF 'v.html:1:1: error: begin with {view' log
ok $? "text above the first view"
printf '{view x()}\n\000' > v.html
! "$tmplc" v.html v.c > log 2>&1
ok $? "NUL bytes"
"$tmplc" > log 2>&1
is $? 2 "no arguments: wrong use"
"$tmplc" nowhere.html > log 2>&1
is $? 1 "a file that is not there"

echo "# what the C compiler reports in the template"
wrong_c "a misspelt field" '{for r in v->rows}
  <li>{= r->nmae}</li>
{end}' 3:13 nmae
wrong_c "a misspelt field among a text's values" '{for r in v->rows}
<p title="{t "Until %s", r->brn}">x</p>{end}' 3:29 brn
wrong_c "a misspelt list" '{for r in v->rws}{end}' 2:14 rws
wrong_c "a misspelt condition" '<p>
  <input{if v->onn} checked{end}>' 3:16 onn
wrong_type "an enum without a label" '<p class="x">{= v->rows.at->colour}' 2
wrong_type "safe markup in an attribute" '<p title="{= v->icon}">' 2
wrong_type "a date as a whole URL" '<a href="{= v->rows.at->born}">' 2
wrong_type "a plural that turns on a text" '<p class="a">{n v->site, "%s place", "%s places"}' 2
done_testing
