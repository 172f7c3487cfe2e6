#!/bin/sh
# What the compiler of translations makes, and what it refuses: poc_test.sh PATH_TO_POC
here=$(cd "$(dirname "$0")" && pwd)
poc=$(cd "$(dirname "$1")" && pwd)/$(basename "$1")
. "$here/../tap.sh"
cd "$tmp" || exit 1
warnings="-std=c17 -D_GNU_SOURCE -O2 -Wall -Wextra -Wconversion -Wshadow -Wmissing-prototypes -Wstrict-prototypes -Wwrite-strings -Werror"

head='msgid ""
msgstr "Content-Type: text/plain; charset=UTF-8\n"
'
# po FILE TEXT: the text behind a header
po() { printf '%s\n%s\n' "$head" "$2" > "$1"; }

cat > say.c <<'C'
#include "tr.h"
#include <stdio.h>
#include <stdlib.h>
/* say nl|en MSGID [N] */
int main(int argc, char **argv)
{
  const enum lang lang = argv[1][0] == 'n' ? LANG_NL : LANG_EN;
  const char *const text = argc == 4 ? po_find_plural(lang, argv[2], strtol(argv[3], NULL, 10)) : po_find(lang, argv[2]);
  puts(text ? text : "(none)");
}
C

# makes NAME: the tables compile without a warning, into ./say
makes() {
  "$poc" --out po.c nl.po en.po > log 2>&1 && ${CC:-cc} $warnings -I"$here/../../src/base" say.c po.c -o say > log 2>&1
  ok $? "$1"
}

# refuses NAME PLACE TEXT: with --check; PLACE is file:line
refuses() {
  rm -f po.c
  "$poc" --out po.c --check all.pot nl.po en.po > log 2>&1
  [ $? -eq 1 ] && grep -qF "$2: error: " log && grep -qF -- "$3" log && [ ! -e po.c ]
  ok $? "$1"
}

po nl.po '
# a comment
#: offers.html:3
msgid "Town"
msgstr "Plaats"

msgid ""
"Two "
"lines\n"
msgstr ""
"Twee \"regels\"\n"
"\\ en\ttab ??/ é"

#, fuzzy
msgid "Guess"
msgstr "Gok"

#~ msgid "Gone"
#~ msgstr "Weg"

msgid "%s place"
msgid_plural "%s places"
msgstr[0] "%s plek"
msgstr[1] "%s plekken"

msgid "Only here"
msgstr "Alleen hier"'
po en.po '
msgid "Town"
msgstr ""

msgid "Two lines\n"
msgstr "Two English lines"

msgid "%s place"
msgid_plural "%s places"
msgstr[0] ""
msgstr[1] ""

msgid "English only"
msgstr "Yes"'
makes "tables compile"
is "$(./say nl Town)" "Plaats" "a text"
is "$(./say en Town)" "Town" "without an English text the msgid is it"
is "$(./say nl 'Two lines
')" 'Twee "regels"
\ en	tab ??/ é' "strings of several lines, escapes and bytes"
is "$(./say en 'Two lines
')" "Two English lines" "the English text where there is one"
is "$(./say nl Guess)" "Guess" "fuzzy is missing"
is "$(./say nl Gone)" "(none)" "obsolete entries are gone"
is "$(./say nl '')" "(none)" "the header is no text"
is "$(./say nl towN)" "(none)" "no text for another msgid"
is "$(./say en 'Only here')" "Only here" "a msgid that only Dutch has"
is "$(./say nl 'English only')" "English only" "a msgid that only English has"
is "$(./say nl '%s place' 1) $(./say nl '%s place' 2) $(./say nl '%s place' 0)" "%s plek %s plekken %s plekken" "plurals"
is "$(./say en '%s place' 1) $(./say en '%s place' 2)" "%s place %s places" "plurals without a text"
is "$(./say nl '%s place')" "%s plek" "the singular, asked for without a number"
is "$(./say nl Town 2)" "Plaats" "a text without forms, asked for with a number"

{ i=0; while [ $i -lt 1000 ]; do i=$((i + 1)); printf 'msgid "%*d"\nmsgstr "t%d"\n\n' $((i % 40 + 1)) $i $i; done; } > nl.po
: > en.po
makes "a thousand texts"
missed=0
for i in 1 7 8 9 10 38 39 40 99 500 999 1000; do [ "$(./say nl "$(printf '%*d' $((i % 40 + 1)) $i)")" = "t$i" ] || missed=$((missed + 1)); done
is $missed 0 "all sizes of msgid are found"
: > nl.po
makes "no texts at all"
is "$(./say nl x)" "(none)" "and none is found"

po all.pot '#: offers.html:3
msgid "Town"
msgstr ""

msgid "%s of %s"
msgstr ""

msgid "%s place"
msgid_plural "%s places"
msgstr[0] ""
msgstr[1] ""'
good='msgid "Town"
msgstr "Plaats"
msgid "%s of %s"
msgstr "%2$s, waarvan %1$s"
msgid "%s place"
msgid_plural "%s places"
msgstr[0] "een plek"
msgstr[1] "%s plekken"'
: > en.po
po nl.po "$good"
sed -i 's/"een plek"/"%s plek"/' nl.po
"$poc" --out po.c --check all.pot nl.po en.po > log 2>&1
ok $? "a complete translation passes the check"
po nl.po "$(echo "$good" | sed 1,2d)"
refuses "a missing Dutch text, with the place that uses it" all.pot:5 'msgid: "Town", used at offers.html:3'
po nl.po "$(echo "$good" | sed 's/Plaats//')"
refuses "an empty Dutch text" nl.po:4 '"Town"'
po nl.po "#, fuzzy
$good"
refuses "a fuzzy Dutch text" nl.po:5 'fuzzy: "Town"'
po nl.po "$(echo "$good" | sed 's/%s plekken//')"
refuses "an empty plural" nl.po:8 '"%s place"'
po nl.po "$(echo "$good" | sed 's/%2$s, waarvan %1$s/%s/')"
refuses "a value that is lost" nl.po:6 'differ'
po nl.po "$(echo "$good" | sed 's/Plaats/Plaats %s/')"
refuses "a value too many" nl.po:4 'differ'
po nl.po "$(echo "$good" | sed 's/%s plekken/plekken/')"
refuses "a plural without its number" nl.po:8 'msgstr[1]'
po nl.po "$(echo "$good" | sed 's/"een plek"/"een plek in %3$s"/')"
refuses "a singular with another value" nl.po:8 'differ'
po nl.po "$good"
po en.po 'msgid "%s of %s"
msgstr "%s"'
refuses "English values are checked too" en.po:4 'differ'
: > en.po

po nl.po "$good
msgid \"Town\"
msgstr \"Stad\""
refuses "the same msgid twice" nl.po:12 'twice'
po nl.po 'msgctxt "a"
msgid "b"
msgstr "c"'
refuses "msgctxt" nl.po:4 'msgctxt'
po nl.po 'msgid "a'
refuses "a string without end" nl.po:4 'no end'
po nl.po 'msgid "a\q"'
refuses "an escape that we do not know" nl.po:4 'escape'
po nl.po 'msgid "a" b'
refuses "text behind a string" nl.po:4 'nothing may follow'
po nl.po '"a"'
refuses "a string that belongs to nothing" nl.po:4 'quoted string'
echo 'msgstr "a"' > nl.po
refuses "a text without a msgid" nl.po:1 'msgid comes first'
po nl.po 'msgstr "a"'
refuses "two texts for one msgid" nl.po:4 'two of these'
po nl.po 'hello'
refuses "a line that is no PO" nl.po:4 'neither'
printf 'msgid "a\000"\n' > nl.po
refuses "NUL bytes" nl.po:1 'NUL'
"$poc" --out po.c nl.po > log 2>&1
is $? 2 "one language: wrong use"
"$poc" --out po.c nl.po nowhere.po > log 2>&1
is $? 1 "a file that is not there"
done_testing
