#!/bin/sh
# Files in, the same bytes out of the program: embed_test.sh PATH_TO_EMBED
here=$(cd "$(dirname "$0")" && pwd)
embed=$(cd "$(dirname "$1")" && pwd)/$(basename "$1")
. "$here/../tap.sh"
cd "$tmp" || exit 1

cat > show.c <<'C'
#include "assets.h"
#include <brotli/decode.h>
#include <stdio.h>
#include <stdlib.h>
/* show: the table. show NAME: its bytes, unpacked where they are packed. */
int main(int argc, char **argv)
{
  for (size_t i = 0; argc == 1 && i < assets_count; i++)
    printf("%s|%s|%zu|%zu|%s\n", assets[i].name, assets[i].type, assets[i].size, strlen(assets[i].hash), assets[i].brotli ? "packed" : "plain");
  const struct asset *const a = argc == 2 ? asset_find(argv[1]) : NULL;
  if (argc == 2 && !a) return 1;
  if (!a) return 0;
  if (!a->brotli) return fwrite(a->bytes, 1, a->size, stdout) != a->size;
  size_t size = a->size + 1;
  unsigned char *const text = malloc(size);
  if (!text || BrotliDecoderDecompress(a->brotli_size, a->brotli, &size, text) != BROTLI_DECODER_RESULT_SUCCESS) return 1;
  if (size != a->size || memcmp(text, a->bytes, size) != 0) return 1;
  fwrite(text, 1, size, stdout);
  free(text);
}
C
mkdir -p in/assets/fonts built
{ i=0; while [ $i -lt 200 ]; do i=$((i + 1)); echo ".a$i{color:red}/* \"é\\0?? */"; done; } > built/site.css
head -c 3000 /dev/urandom > in/assets/fonts/x.woff2
: > in/assets/none.txt
printf '\0001\n9"?\\' > in/assets/a.js
"$embed" --out a.c --prefix assets built/site.css in/assets/fonts/x.woff2 in/assets/none.txt in/assets/a.js > log 2>&1 \
  && ${CC:-cc} -std=c17 -Wall -Wextra -Werror -I"$here/../../src/web" -I"$here/../../src/base" show.c a.c -lbrotlidec -o show > log 2>&1
ok $? "the table compiles"
is "$(./show)" "a.js|text/javascript; charset=utf-8|7|12|plain
fonts/x.woff2|font/woff2|3000|12|plain
none.txt|text/plain; charset=utf-8|0|12|plain
site.css|text/css; charset=utf-8|$(wc -c < built/site.css)|12|packed" "by name, each with its type and size, packed where that is smaller"
for pair in a.js:in/assets/a.js fonts/x.woff2:in/assets/fonts/x.woff2 none.txt:in/assets/none.txt site.css:built/site.css; do
  ./show "${pair%%:*}" | cmp - "${pair#*:}" > log 2>&1
  ok $? "${pair%%:*} comes out as it went in"
done
! ./show nothing.css
ok $? "a name that is not there is not found"
"$embed" --out b.c --prefix assets built/site.css > log 2>&1
first=$(grep -o '"[0-9a-f]\{12\}"' b.c)
echo >> built/site.css
"$embed" --out b.c --prefix assets built/site.css > log 2>&1
[ -n "$first" ] && [ "$first" != "$(grep -o '"[0-9a-f]\{12\}"' b.c)" ]
ok $? "another content has another hash"
rm -f b.c
cp built/site.css in/assets/site.css
! "$embed" --out b.c --prefix assets built/site.css in/assets/site.css > log 2>&1 && grep -q 'two files' log && [ ! -e b.c ]
ok $? "two files of one name are refused"
touch built/x.unknown
! "$embed" --out b.c built/x.unknown > log 2>&1 && grep -q 'no type' log
ok $? "a file whose type nobody knows is refused"
! "$embed" --out b.c nowhere.css > log 2>&1
ok $? "a file that is not there"
"$embed" > log 2>&1
is $? 2 "no arguments: wrong use"
done_testing
