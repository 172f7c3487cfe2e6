/* kentering manual: the manual pages and the completion of the shell, from the same tables as --help. Made while building, so
 * that they cannot lag behind. */
#include "commands.h"
#include "config.h"
#include "rooms.h"
#include "say.h"
#include <ctype.h>
#include <stdio.h>

/* --- the tables ------------------------------------------------------------------------------- */

typedef void each_command(const struct ctx *c, const struct command *row);

static void every(const struct ctx *c, each_command *each)
{
  for (const struct command *row = house_commands; row->name; row++) each(c, row);
  for (size_t i = 0; rooms[i]; i++)
    for (const struct command *row = rooms[i]->commands; row && row->name; row++) each(c, row);
}

static const struct { const char *key, *value, *help; } settings[] = {
#define SETTING_(member, key, value, help) { key, value, help },
  SETTINGS(SETTING_)
#undef SETTING_
};

/* --- troff -------------------------------------------------------------------------------------- */

/* A text that troff shows as it is. */
static void put_plain(const char *s)
{
  for (; *s; s++) {
    if (*s == '\\') fputs("\\e", stdout);
    else if (*s == '-') fputs("\\-", stdout);
    else if (*s == '\'') fputs("\\(aq", stdout);
    else if (*s == '.' && s[1] == ' ' && isupper((unsigned char)s[2])) { fputs(".\n", stdout); s++; }      /* a sentence, a line */
    else putchar(*s);
  }
}

/* A line of it: a dot in front would be a request. */
static void put_line(const char *s)
{
  if (*s == '.') fputs("\\&", stdout);
  put_plain(s);
  putchar('\n');
}

static void heading(const struct ctx *c, const char *msgid)
{
  fputs(".SH ", stdout);
  for (const char *s = tr(c, msgid); *s; s++) putchar(toupper((unsigned char)*s));
  putchar('\n');
}

static void title(const struct ctx *c, const char *name, const char *section, const char *what)
{
  printf(".\\\" Made by kentering manual; do not edit.\n.TH %s %s \"\" \"kentering " KENTERING_VERSION "\"\n", name, section);
  heading(c, N_("Name"));
  for (const char *s = name; *s; s++) putchar(tolower((unsigned char)*s));
  fputs(" \\- ", stdout);
  put_line(tr(c, what));
}

static void put_item(const char *font, const char *name, const char *behind)
{
  printf(".TP\n.%s ", font);
  putchar('"');
  put_plain(name);
  putchar('"');
  if (behind) { fputs(" \" ", stdout); put_plain(behind); putchar('"'); }
  putchar('\n');
}

static void put_command(const struct ctx *c, const struct command *row)
{
  put_item("BR", row->name, *row->arguments ? row->arguments : NULL);
  put_plain(tr(c, row->summary));
  puts(".");
  if (!row->help) return;
  const char *const help = tr(c, row->help);
  fputs(".br\n", stdout);
  for (const char *line = help; *line; ) {
    const size_t n = strcspn(line, "\n");
    char text[400];
    snprintf(text, sizeof text, "%.*s", (int)n, line);
    put_line(text);
    line += n + (line[n] == '\n');
  }
}

static void put_settings(const struct ctx *c, const char *dashes)
{
  for (size_t i = 0; i < COUNT(settings); i++) {
    char name[80];
    snprintf(name, sizeof name, "%s%s", dashes, settings[i].key);
    put_item("B", name, NULL);
    put_line(tr(c, settings[i].help));
    if (!settings[i].value) continue;
    fputs(".br\n", stdout);
    fputs(tr(c, N_("Default:")), stdout);
    putchar(' ');
    put_line(settings[i].value);
  }
}

static void put_paragraph(const struct ctx *c, const char *msgid)
{
  puts(".PP");
  put_line(tr(c, msgid));
}

static void put_file(const struct ctx *c, const char *path, const char *msgid)
{
  put_item("I", path, NULL);
  put_line(tr(c, msgid));
}

/* --- the pages ------------------------------------------------------------------------------------ */

static void manual_of_commands(const struct ctx *c)
{
  title(c, "KENTERING", "1", N_("the social map for a region that wants violence at home to stop, and what follows from it"));
  heading(c, N_("Synopsis"));
  puts(".B kentering\n.I COMMAND\n[arguments]\n.br\n.B kentering\n.I COMMAND\n.B \\-\\-help\n.br\n.B kentering \\-\\-version");
  heading(c, N_("Description"));
  put_line(tr(c, N_("One program: a web site, open data and a command line over one database. Results go to standard output, messages to standard error.")));
  put_paragraph(c, N_("Whoever installed it as a package runs commands about the installation with kentering-admin, which gives them the user, the keys and the settings of the service."));
  heading(c, N_("Commands"));
  every(c, put_command);
  heading(c, N_("Options"));
  put_line(tr(c, N_("Every command takes the settings of kentering.conf(5) as options, in front of those of the file:")));
  put_item("B", "--config FILE", NULL);
  put_line(tr(c, N_("File with settings; without it there is none.")));
  put_settings(c, "--");
  heading(c, N_("Exit status"));
  put_line(tr(c, N_("0: done. 1: it failed, or found something wrong. 2: wrong use.")));
  heading(c, N_("Environment"));
  put_item("B", "LC_ALL, LC_MESSAGES, LANG", NULL);
  put_line(tr(c, N_("English if the first of them that is set begins with en, else Dutch.")));
  put_item("B", "CREDENTIALS_DIRECTORY, STATE_DIRECTORY", NULL);
  put_line(tr(c, N_("Of systemd: where the master key is (kentering-master), and where the other key files are kept.")));
  put_item("B", "LISTEN_FDS, NOTIFY_SOCKET, WATCHDOG_USEC, JOURNAL_STREAM", NULL);
  put_line(tr(c, N_("Of systemd: a socket that it holds, what it wants to be told, and whether the log goes to its journal.")));
  heading(c, N_("See also"));
  puts(".BR kentering.conf (5),\n.BR kentering\\-admin (8)");
}

static void manual_of_settings(const struct ctx *c)
{
  title(c, "KENTERING.CONF", "5", N_("settings of kentering"));
  heading(c, N_("Description"));
  put_line(tr(c,
    N_("Lines \"key = value\"; lines that begin with # are comments. A key that is not known is an error, so that a typing error cannot pass for a setting."
       " Options of the command line go before the file.")));
  heading(c, N_("Settings"));
  put_settings(c, "");
  heading(c, N_("Files"));
  put_file(c, "/etc/kentering/kentering.conf", N_("Settings of the service."));
  put_file(c, "/etc/kentering/public.conf", N_("Settings of the process for the public."));
  put_file(c, "/etc/kentering/master.key", N_("The master key, readable by root only; the service gets it as a credential of systemd."));
  heading(c, N_("See also"));
  puts(".BR kentering (1)");
}

/* --- completion -------------------------------------------------------------------------------------- */

/* "--name" and nothing of what follows it, each behind a blank. */
static void put_options(const char *arguments)
{
  for (const char *at = arguments; (at = strstr(at, "--")); ) {
    const size_t n = 2 + strspn(at + 2, "abcdefghijklmnopqrstuvwxyz-");
    if (n > 2) printf(" %.*s", (int)n, at);
    at += n;
  }
}

static void put_name(const struct ctx *c, const struct command *row)
{
  (void)c;
  printf("%s\n", row->name);
}
static void put_case(const struct ctx *c, const struct command *row)
{
  (void)c;
  printf("    \"%s\") own=\"", row->name);
  put_options(row->arguments);
  puts("\" ;;");
}

static void completion(const struct ctx *c)
{
  puts("# Made by kentering manual; do not edit.\n_kentering()\n{");
  puts("  local now=${COMP_WORDS[COMP_CWORD]} before=${COMP_WORDS[COMP_CWORD-1]} own= first=${COMP_WORDS[1]} names\n  names='");
  every(c, put_name);
  puts("'\n  COMPREPLY=()");
  puts("  if [ \"$COMP_CWORD\" = 1 ]; then\n    mapfile -t COMPREPLY < <(compgen -W \"$(printf '%s' \"$names\" | cut -d' ' -f1) --help --version\" -- \"$now\")\n    return\n  fi");
  puts("  if [ \"$COMP_CWORD\" = 2 ]; then");
  puts("    mapfile -t COMPREPLY < <(compgen -W \"$(printf '%s' \"$names\" | sed -n \"s/^$first //p\")\" -- \"$now\")\n    [ ${#COMPREPLY[@]} -eq 0 ] || return\n  fi");
  puts("  case $first in \"\") return ;; esac\n  case \"$first ${COMP_WORDS[2]}\" in");
  every(c, put_case);
  puts("  esac\n  [ -n \"$own\" ] || case $first in");
  every(c, put_case);
  printf("  esac\n  case $now in\n    -*) mapfile -t COMPREPLY < <(compgen -W \"--help --config");
  for (size_t i = 0; i < COUNT(settings); i++) printf(" --%s", settings[i].key);
  puts("$own\" -- \"$now\") ;;\n    *) case $before in --data) compopt -o dirnames ;; *) compopt -o default ;; esac ;;\n  esac\n}\ncomplete -F _kentering kentering kentering-admin");
}

int command_manual(struct ctx *c, const struct config *config, int argc, char **argv)
{
  static const struct { const char *name; void (*make)(const struct ctx *c); } pages[] = {
    { "commands", manual_of_commands }, { "settings", manual_of_settings }, { "completion", completion } };
  (void)config;
  for (size_t i = 0; argc == 1 && i < COUNT(pages); i++)
    if (strcmp(argv[0], pages[i].name) == 0) { pages[i].make(c); return DONE; }
  return wrong_use(c, N_("Say which page: commands, settings or completion."));
}
