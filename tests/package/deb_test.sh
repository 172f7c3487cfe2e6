#!/bin/bash
# The package for Debian, its units and its manual: deb_test.sh BUILD VERSION
here=$(cd "$(dirname "$0")" && pwd)
root=$(dirname "$(dirname "$here")")
build=$(realpath "$1")
. "$here/../tap.sh"
cd "$tmp" || exit 1
k=$build/kentering
skip() { tests=$((tests + 1)); echo "ok $tests - $1 # SKIP $2"; }
has() { grep -q -- "$2" "$1"; ok $? "$3"; cp "$1" log; }
mkdir out
export DPKG_DEB_COMPRESSOR_LEVEL=0                               # how small it gets is not asked here, and takes as long as all the rest three times
cp "$build/kentering" "$build/licences.txt" out/ && mkdir out/packaging && cp "$build"/packaging/kentering* out/packaging/

bash "$root/packaging/deb.sh" out "$2" > log 2>&1; ok $? "the package is made"
deb=$(echo out/kentering_"$2"-1_*.deb)
dpkg-deb -x "$deb" tree && dpkg-deb -e "$deb" control; ok $? "and can be taken apart"

# --- what it holds --------------------------------------------------------------------------------------------------------------
for file in usr/bin/kentering usr/sbin/kentering-admin usr/lib/kentering/backup usr/lib/kentering/failed; do [ -x "tree/$file" ]; ok $? "$file"; done
for unit in kentering.socket kentering.service kentering-public.socket kentering-public.service kentering-backup.service kentering-backup.timer \
  kentering-verify.service kentering-verify.timer kentering-failed@.service; do [ -f "tree/lib/systemd/system/$unit" ]; ok $? "$unit"; done
is "$(sort control/conffiles | tr '\n' ' ')" "/etc/kentering/kentering.conf /etc/kentering/public.conf " "settings are conffiles"
is "$(dpkg-deb -c "$deb" | awk '$2 != "root/root"' | wc -l)" 0 "all of it is root's"
(cd tree && md5sum --quiet -c ../control/md5sums) > log 2>&1; ok $? "the checksums are right"
"tree/usr/bin/kentering" --version > log 2>&1; is "$(cat log)" "kentering $2" "the program in it runs"
for p in libsqlite3-0 libpq5 libmicrohttpd12 libsodium23 adduser; do grep '^Depends:' control/control | grep -q "$p"; ok $? "it depends on $p"; done
for conf in kentering public; do
  tree/usr/bin/kentering routes --config "tree/etc/kentering/$conf.conf" > /dev/null 2> log; ok $? "every setting in $conf.conf is one"
  sed 's/^# \([a-z-]* = \)/\1/' "tree/etc/kentering/$conf.conf" > all.conf
  tree/usr/bin/kentering routes --config all.conf > /dev/null 2> log; ok $? "those that are proposed there, too"
done

# --- what it does to a machine ---------------------------------------------------------------------------------------------------
for script in control/postinst control/prerm control/postrm tree/usr/lib/kentering/* tree/usr/sbin/kentering-admin; do sh -n "$script" 2> log; ok $? "${script##*/} is a shell script"; done
! grep -nE 'rm -r|rm -f /|userdel|deluser|delgroup' control/postinst control/prerm control/postrm > log; ok $? "no script of the package removes data, keys or their owner"
if command -v lintian > /dev/null; then
  lintian --allow-root --fail-on error,warning --suppress-tags initial-upload-closes-no-bugs,bad-distribution-in-changes-file "$deb" > log 2>&1; ok $? "lintian finds nothing"
else skip "lintian finds nothing" "lintian is not installed"; fi

# The backup of every night, with a program that only pretends.
mkdir -p night/bin night/backups && printf '#!/bin/sh\nfor a; do :; done\necho made > "$2"; exit ${FAIL:-0}\n' > night/bin/kentering && chmod +x night/bin/kentering
sed "s|/usr/bin/kentering|$tmp/night/bin/kentering|; s|^folder=.*|folder=$tmp/night/backups|" tree/usr/lib/kentering/backup > night/backup
touch -d '40 days ago' night/backups/old.bak; touch -d '20 days ago' night/backups/young.bak; touch night/backups/broken.part
sh night/backup > log 2>&1; ok $? "a backup is made"
is "$(ls night/backups | sed 's/^[0-9T-]*\.bak$/new/' | sort | tr '\n' ' ')" "new young.bak " "what is older than five weeks goes, and what was broken off"
FAIL=1 sh night/backup > log 2>&1; is $? 1 "a backup that fails is told"
is "$(ls night/backups | wc -l)" 2 "and leaves nothing behind"

# --- units -------------------------------------------------------------------------------------------------------------------------
if systemd-analyze --version > /dev/null 2>&1 && systemd-analyze security --help 2>&1 | grep -q offline; then
  for unit in kentering kentering-public kentering-backup kentering-verify; do
    score=$(systemd-analyze security --no-pager --offline=yes "tree/lib/systemd/system/$unit.service" 2> log | sed -n 's/.*: \([0-9.]*\) .*/\1/p' | tail -1)
    awk "BEGIN { exit !(\"$score\" != \"\" && $score + 0 < 2.0) }"; ok $? "$unit.service is exposed less than 2.0 ($score)"
  done
  systemd-analyze verify --man=no tree/lib/systemd/system/*.service tree/lib/systemd/system/*.socket tree/lib/systemd/system/*.timer 2>&1 | grep -v 'is not executable' | grep kentering > log
  is "$(wc -l < log)" 0 "systemd understands every line"
else skip "systemd understands every line" "no systemd-analyze here"; fi

# --- the manual ----------------------------------------------------------------------------------------------------------------------
for page in kentering.1 kentering.nl.1 kentering.conf.5 kentering.conf.nl.5; do
  ! grep -nE "^[.']([^A-Zb\\\\]|b[^r])" "$build/packaging/$page" > log; ok $? "$page has no line that begins like a request by mistake"
done
LC_ALL=en_US.UTF-8 "$k" serve --help | sed -n 's/^  --\([a-z-]*\) .*/\1/p' > settings
missing=0; : > log; while read -r s; do grep -q "^\.B \"$(printf '%s' "$s" | sed 's/-/\\\\-/g')\"$" "$build/packaging/kentering.conf.5" || { missing=1; echo "$s" >> log; }; done < settings
ok $missing "kentering.conf(5) has every setting"
[ "$(wc -l < settings)" -gt 10 ]; ok $? "and there are some"
LC_ALL=en_US.UTF-8 "$k" --help | sed -n 's/^  \([a-z][a-z -]*[a-z]\)  *[A-Z].*/\1/p' | sed 's/ *$//' > commands
missing=0; : > log; while read -r s; do grep -q "^\.BR \"$(printf '%s' "$s" | sed 's/-/\\\\-/g')\"" "$build/packaging/kentering.1" || { missing=1; echo "$s" >> log; }; done < commands
ok $missing "kentering(1) has every command"
complete_() { # WORD …: what is proposed for the last one
  bash -c '. "$0"; COMP_WORDS=("$@"); COMP_CWORD=$(($# - 1)); compopt() { :; }; _kentering; printf "%s " "${COMPREPLY[@]}"' "$build/packaging/kentering.bash" "$@"
}
is "$(complete_ kentering ser)" "serve " "the shell completes a command"
is "$(complete_ kentering key ro)" "rotate " "its second word"
is "$(complete_ kentering verify --quic)" "--quick " "an option of its own"
is "$(complete_ kentering key split --sh)" "--shares " "also behind two words"
is "$(complete_ kentering serve --metr)" "--metrics-listen " "and a setting"
done_testing
