/* kentering COMMAND …: finds the row and runs it. */
#include "rooms.h"
#include "calendar.h"
#include "commands.h"
#include "keys.h"
#include "say.h"
#include <locale.h>
#include <signal.h>
#include <sodium.h>
#include <sys/prctl.h>
#include <sys/resource.h>
#include <sys/stat.h>

/* The commands of the house; the rooms bring theirs. */
const struct command house_commands[] = {
  { "serve",  "--data DIR [--port N] [--demo | --public] [--theme FILE] …", N_("Serves the site"), NULL, command_serve },
  { "bench",  "[--offers N] [--seconds N] [--connections N] [--seed N] [--screenings N] [--referrals N] [--households N] [--data DIR] [--database URL] [--trust] [--match]"
    " [--referrals-only] [--delphi-only] [--surveys-only] [--cases-only] [--json]",
    N_("Measures this machine: pages, search, import, and what trust costs"), NULL, command_bench },
  { "backup",   "FILE --data DIR --to-key FILE", N_("Writes an encrypted backup, also while the server runs"), NULL, command_backup },
  { "restore",  "FILE --data DIR --key FILE", N_("Puts a backup back into an empty place, and checks it"), NULL, command_restore },
  { "copy",     "--from URL --to URL", N_("Copies everything into another, empty database: sqlite:PATH or postgresql://…"), NULL, command_copy },
  { "key pair", "SECRET-FILE PUBLIC-FILE", N_("Makes the two keys of backups: the secret one is for offline"), NULL, command_key_pair },
  { "key report",  "--data DIR [--json]", N_("Tells which keys there are, how old, and where"), NULL, command_key_report },
  { "key rotate",  "--data DIR", N_("Renews the epoch key now, and destroys the old ones"),
    N_("The server does this by itself every 30 days. It may be broken off, and run again.\n"), command_key_rotate },
  { "key master",  "FILE --data DIR", N_("Makes a new master key in that file"), NULL, command_key_master },
  { "key split",   "[FILE FILE] --data DIR [--shares 2]", N_("Writes the master key in two codes for two people"), NULL, command_key_split },
  { "key recover", "[FILE FILE] --data DIR", N_("Makes the master key's file again from the two codes"), NULL, command_key_recover },
  { "verify",   "--data DIR [--quick] [--json]", N_("Checks journal, rights, keys and sealed values"),
    N_("Exit code 1: something is wrong, and stands on the output. --quick leaves sealed values closed.\n"), command_verify },
  { "journal accept-loss", "--data DIR --reason TEXT", N_("After work was lost in the database: goes on from where the journal is now, and says so in it"), NULL, command_accept_loss },
  { "journal export", "--data DIR [--from DAY] [--to DAY] [--format csv|json]", N_("Writes the journal in the terms of NEN 7513"), NULL, command_journal_export },
  { "manual", "commands | settings | completion", N_("Writes a manual page, or the completion of the shell"), NULL, command_manual },
  { "routes", "[--json]", N_("Lists every route with its role and cost"), NULL, command_routes },
  { 0 }
};

static const struct command *match(const struct command *table, int argc, char **argv, int *words)
{
  for (const struct command *row = table; row && row->name; row++) {
    const char *space = strchr(row->name, ' ');
    const size_t first = space ? (size_t)(space - row->name) : strlen(row->name);
    if (strncmp(argv[0], row->name, first) != 0 || argv[0][first]) continue;
    if (space && (argc < 2 || strcmp(argv[1], space + 1) != 0)) continue;
    *words = space ? 2 : 1;
    return row;
  }
  return NULL;
}

static const struct command *find(int argc, char **argv, int *words)
{
  const struct command *row = argc ? match(house_commands, argc, argv, words) : NULL;
  for (size_t i = 0; !row && argc && rooms[i]; i++) row = match(rooms[i]->commands, argc, argv, words);
  return row;
}

static void list(const struct ctx *c, const struct command *table)
{
  for (const struct command *row = table; row && row->name; row++) printf("  %-20s %s\n", row->name, tr(c, row->summary));
}

static int help(const struct ctx *c)
{
  printf("kentering %s\n\n", tr(c, N_("COMMAND ...: one program for the social map and what follows from it")));
  list(c, house_commands);
  for (size_t i = 0; rooms[i]; i++) list(c, rooms[i]->commands);
  printf("\n%s\n", tr(c, N_("Every command takes --help, --config FILE and --data DIR. kentering --version tells which one this is.")));
  return DONE;
}

static int help_of(const struct ctx *c, const struct command *row)
{
  printf("kentering %s %s\n\n%s.\n", row->name, row->arguments, tr(c, row->summary));
  if (row->help) printf("\n%s", tr(c, row->help));
  if (row->run != command_serve) return DONE;
  printf("\n%s\n", tr(c, N_("Settings, also as lines \"key = value\" in the file of --config FILE:")));
  config_help(c);
  return DONE;
}

/* An option that the command's own line of arguments does not have; NULL: there is none. */
static const char *unknown_option(const struct command *row, int argc, char **argv)
{
  for (int i = 0; i < argc && strcmp(argv[i], "--") != 0; i++) {
    const size_t n = strcspn(argv[i], "=");
    const char *at = argv[i][0] == '-' && argv[i][1] ? row->arguments : NULL;
    if (!at) continue;
    while ((at = strstr(at, "--")) && (strncmp(at, argv[i], n) != 0 || (at[n] != ' ' && at[n] != ']' && at[n]))) at += 2;
    if (!at) return argv[i];
  }
  return NULL;
}

/* Dutch, unless the terminal's language is English. */
static enum lang language(void)
{
  const char *names[] = { getenv("LC_ALL"), getenv("LC_MESSAGES"), getenv("LANG") };
  for (size_t i = 0; i < COUNT(names); i++)
    if (names[i] && *names[i]) return strncmp(names[i], "en", 2) == 0 ? LANG_EN : LANG_NL;
  return LANG_NL;
}

static int run(struct ctx *c, int argc, char **argv)
{
  struct config config;
  int words = 0;
  const bool wants_help = option_flag(&argc, argv, "help");
  const struct command *row = find(argc, argv, &words);
  if (!row && option_flag(&argc, argv, "version")) { puts("kentering " KENTERING_VERSION); return DONE; }
  if (!row && (wants_help || argc == 0)) { const int done = help(c); return argc || wants_help ? done : WRONG_USE; }
  if (!row) return wrong_use(c, N_("There is no such command; kentering --help lists them."));
  if (wants_help) return help_of(c, row);
  if (config_read(c, &config, &argc, argv) != OK) { say_error(c); return WRONG_USE; }
  const char *const unknown = unknown_option(row, argc - words, argv + words);
  if (unknown) { SAY(c, stderr, N_("kentering: %s is not known; see kentering %s --help"), unknown, row->name); return WRONG_USE; }
  return row->run(c, &config, argc - words, argv + words);
}

int main(int argc, char **argv)
{
  enum { COMMAND_BYTES = 1 << 30 };
  struct timespec now;
  struct ctx c;
  signal(SIGPIPE, SIG_IGN);
  signal(SIGXFSZ, SIG_IGN);                                    /* a file that may not grow is like a disk that is full: told, not fatal */
  prctl(PR_SET_DUMPABLE, 0);                                   /* no core of a process that holds keys, nor another one looking in */
  setrlimit(RLIMIT_CORE, &(struct rlimit){ 0, 0 });
  umask(077);                                                  /* what we write is the administrator's only */
  if (sodium_init() < 0) return FAILED;
  db_process_init();
  clock_gettime(CLOCK_REALTIME, &now);
  ctx_init(&c, (int64_t)now.tv_sec * 1000 + now.tv_nsec / 1000000, randombytes_buf, COMMAND_BYTES);
  c.lang = language();
  const int result = run(&c, argc - 1, argv + 1);
  ctx_release(&c);
  keys_close(c.keys);
  return result;
}
