#!/bin/bash
# The command line, as an administrator uses it: cli_test.sh PATH_TO_KENTERING
here=$(cd "$(dirname "$0")" && pwd)
root=$(cd "$here/../.." && pwd)
kentering=$(realpath "$1")
. "$here/../tap.sh"
cd "$tmp" || exit 1
export LC_ALL=en_US.UTF-8
k() { "$kentering" "$@" > out 2> err; }

# --- help and wrong use ----------------------------------------------------------------------
k --help; ok $? "--help lists the commands"
grep -q 'offers import' out; ok $? "--help names the commands of the rooms"
for command in serve bench 'offers import' 'offers export' 'offers undo' 'offers history' 'offers flags' 'offers fields'; do
  # shellcheck disable=SC2086
  k $command --help; ok $? "$command --help"
done
k; is $? 2 "no command is wrong use"
k nonsense; is $? 2 "an unknown command is wrong use"
grep -q -- --help err; ok $? "and the message says where to look"
k offers export; is $? 1 "without a data folder an export fails"
grep -q -- '--data DIR' err; ok $? "and the message says what to give"
k offers export --data d --format xml; is $? 2 "an unknown format is wrong use"
k offers export --nonsense 1 --data d; is $? 2 "an unknown option is wrong use"
printf 'nonsense = 1\n' > config; k offers export --config config --data d; is $? 2 "an unknown setting is wrong use"
LC_ALL=nl_NL.UTF-8 k nonsense; grep -q opdracht err; ok $? "messages are in Dutch for a Dutch terminal"

# --- the example data in and out ---------------------------------------------------------------
k offers import "$root/data/offers.csv" --data d --dry-run; is $? 0 "a dry run of the example data"
grep -q '108 new' out; ok $? "counts 108 new offers"
k offers export --data d --format ndjson; is "$(wc -l < out)" 0 "and writes nothing"
k offers import "$root/data/offers.csv" --data d; is $? 0 "the example data come in"
k offers import "$root/data/offers.csv" --data d; grep -q '108 the same' out; ok $? "a second time all are the same"
k offers export all.csv --data d; is $? 0 "an export as CSV"
k offers import all.csv --data d2; is $? 0 "comes in elsewhere"
k offers export again.csv --data d2; cmp all.csv again.csv >> log; ok $? "and comes out as the same bytes"
k offers export --data d --format json; node -e 'const a=JSON.parse(require("fs").readFileSync("out"));process.exit(a.length===108&&a[0].code==="O001"&&a[0].contacts===null?0:1)' 2> log; ok $? "an export as JSON"
k offers export --data d --format ndjson; is "$(wc -l < out)" 108 "an export as ndjson"
grep -q '"status":"ended"' out; ok $? "ended offers are in the export"

# --- wrong rows ------------------------------------------------------------------------------------
printf 'code,name,kind,status,wait_days\r\nX1,Goed,help,active,5\r\nX2,Fout,hulp,active,zes\r\n' > wrong.csv
k offers import wrong.csv --data d; is $? 1 "a wrong row stops an import"
grep -q 'row 3, kind:' out && grep -q 'row 3, wait_days:' out; ok $? "and every wrong cell is named with row and column"
k offers history X1 --data d; is $? 1 "nothing of it was written"
k offers import wrong.csv --data d --good-rows-only; is $? 1 "the good rows alone come in when asked, and the exit code tells of the rest"
k offers history X1 --data d; ok $? "the good row is there"
k offers import wrong.csv --data d --json; node -e 'const r=JSON.parse(require("fs").readFileSync("out"));process.exit(r.wrong===1&&r.written===false&&r.rows[0].line===3?0:1)' 2>> log; ok $? "the report as JSON"
k offers undo --data d; ok $? "the last import can be taken back"
k offers history X1 --data d; is $? 1 "and what it added is gone"
k offers undo --data d; ok $? "so can the one before"
k offers export --data d --format ndjson; is "$(wc -l < out)" 0 "then nothing is left"
k offers undo --data d; is $? 1 "and there is nothing left to take back"

# --- files that are no good -------------------------------------------------------------------------
refused() { k offers import "$1" --data d; is $? 1 "$2"; [ -s err ] && ! grep -qi sanitizer err; ok $? "$2: with a message"; }
printf '' > empty.csv;                                   refused empty.csv "an empty file"
printf 'code;naam\nX;Y\n' > columns.csv;                 refused columns.csv "a column nobody knows"
grep -q naam err; ok $? "the column is named"
head -c 100000 /dev/urandom > noise.csv;                 refused noise.csv "noise"
printf 'name,kind,status\nA\0B,help,active\n' > nul.csv; k offers import nul.csv --data d; is $? 1 "a zero byte in a cell"
grep -q 'row 2' out; ok $? "is reported with its row"
printf 'name,kind,status\n"half,help,active\n' > half.csv; k offers import half.csv --data d; is $? 1 "a half-cut file"
grep -q 'row 2' out; ok $? "is reported with the row where it begins"
printf '\xef\xbb\xbfcode;name;kind;status\r\nB1;Met BOM;help;active\r\n' > excel.csv
k offers import excel.csv --data e; is $? 0 "Excel's byte order mark and semicolons are understood"
refused . "a folder instead of a file"
printf 'name,kind,status\n=HYPERLINK("http://x"),help,active\n' > formula.csv
k offers import formula.csv --data f && k offers export f.csv --data f; grep -q "\"'=HYPERLINK" f.csv; ok $? "a formula leaves as text"
k offers import f.csv --data f; grep -q '1 the same' out; ok $? "and comes back as what it was"
k offers export --data "$root/README.md"; is $? 1 "a data folder that is a file"

# --- a large file ----------------------------------------------------------------------------------------
if [ -n "$KENTERING_LONG" ]; then
  node -e 'const w=require("fs").createWriteStream("big.csv");w.write("code,name,kind,status,description\n");const t="woord ".repeat(300);for(let i=0;i<110000;i++)w.write(`B${i},Aanbod ${i},help,active,${t}\n`);w.end()'
  k offers import big.csv --data big --dry-run; is $? 0 "200 MB as a dry run"
fi
done_testing
