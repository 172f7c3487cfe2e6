#include "config.h"
#include "say.h"
#include "text.h"

enum { FILE_MOST = 1 << 20 };

struct setting { const char *key; size_t at; const char *help; };
static const struct setting settings[] = {
#define SETTING_ROW_(member, key, value, help) { key, offsetof(struct config, member), help },
  SETTINGS(SETTING_ROW_)
#undef SETTING_ROW_
};

static const char **place_of(struct config *config, const char *key, size_t n)
{
  for (size_t i = 0; i < COUNT(settings); i++)
    if (strlen(settings[i].key) == n && memcmp(settings[i].key, key, n) == 0)
      return (const char **)(void *)((char *)config + settings[i].at);
  return NULL;
}

static const struct { const char *key; long most; const char *wrong; } numbers[] = {
  { "port",    65535, N_("Write the port as a whole number from 0 to 65535.") },
  { "threads", 256,   N_("Write the threads as a whole number from 0 to 256.") },
  { "commit-batch", 64, N_("Write how many are committed together as a whole number from 1 to 64.") },
};

/* NULL, or what is wrong with this value of this setting. */
static const char *check_value(const char *key, const char *value)
{
  if (value && strcmp(key, "log") == 0 && strcmp(value, "text") != 0 && strcmp(value, "json") != 0) return N_("Write how the log is written: text or json.");
  for (size_t i = 0; value && i < COUNT(numbers); i++) {
    char *end;
    if (strcmp(numbers[i].key, key) != 0) continue;
    const long n = strtol(value, &end, 10);
    if (*value < '0' || *value > '9' || *end || n > numbers[i].most) return numbers[i].wrong;
  }
  return NULL;
}

void config_help(const struct ctx *c)
{
  for (size_t i = 0; i < COUNT(settings); i++) printf("  --%-24s %s\n", settings[i].key, tr(c, settings[i].help));
}

/* --- the file ----------------------------------------------------------------------- */

static const char *read_line(struct ctx *c, struct config *out, const char *s, size_t n)
{
  s = text_trimmed(s, &n);
  if (n == 0 || *s == '#') return NULL;
  const char *const equals = memchr(s, '=', n);
  if (!equals) return N_("Write this line as: key = value");
  size_t key_size = (size_t)(equals - s), size = n - key_size - 1;
  const char *const key = text_trimmed(s, &key_size), *const value = text_trimmed(equals + 1, &size);
  const char **const at = place_of(out, key, key_size);
  if (!at) return N_("This setting is not known.");
  if (!text_valid(value, size)) return N_("This text has a character that cannot be stored.");
  *at = size ? arena_text(&c->arena, value, size) : NULL;
  return check_value(arena_text(&c->arena, key, key_size), *at);
}

static int read_text(struct ctx *c, const char *path, struct buf *b)
{
  FILE *const f = fopen(path, "rb");
  if (!f) return fail(c, ERR_STORE, path, N_("The config file cannot be read."));
  char part[4096];
  for (size_t n; (n = fread(part, 1, sizeof part, f)) > 0; ) put_mem(b, part, n);
  const bool failed = ferror(f) || b->failed;
  fclose(f);
  return failed ? fail(c, ERR_STORE, path, N_("The config file cannot be read.")) : OK;
}

static int read_lines(struct ctx *c, const char *path, const struct buf *b, struct config *out)
{
  int64_t line = 1;
  const size_t mark = b->len >= 3 && memcmp(b->at, "\xEF\xBB\xBF", 3) == 0 ? 3 : 0;      /* as Notepad saves it */
  for (size_t i = mark, n; i < b->len; i += n + 1, line++) {
    const char *const end = memchr(b->at + i, '\n', b->len - i);
    n = end ? (size_t)(end - b->at) - i : b->len - i;
    const char *const wrong = read_line(c, out, b->at + i, n);
    if (wrong) return fail(c, ERR_INVALID, JOIN(&c->arena, path, ":", count_text(c, line)), wrong);
  }
  return OK;
}

static int read_file(struct ctx *c, const char *path, struct config *out)
{
  struct buf b = { .max = FILE_MOST };
  int rc = read_text(c, path, &b);
  if (rc == OK) rc = read_lines(c, path, &b, out);
  buf_release(&b);
  return rc;
}

/* --- the command line ---------------------------------------------------------------- */

static void take_out(int *argc, char **argv, int at, int count)
{
  for (int i = at; i + count <= *argc; i++) argv[i] = argv[i + count];        /* the NULL behind the last one too */
  *argc -= count;
}

/* Where "--name" or "--name=…" stands; -1: nowhere. What follows "--" is not ours. */
static int find(int argc, char **argv, const char *name)
{
  const size_t n = strlen(name);
  for (int i = 0; i < argc && strcmp(argv[i], "--") != 0; i++)
    if (strncmp(argv[i], "--", 2) == 0 && strncmp(argv[i] + 2, name, n) == 0 && (argv[i][n + 2] == '\0' || argv[i][n + 2] == '=')) return i;
  return -1;
}

bool option_flag(int *argc, char **argv, const char *name)
{
  const int at = find(*argc, argv, name);
  if (at < 0 || argv[at][strlen(name) + 2] != '\0') return false;
  take_out(argc, argv, at, 1);
  return true;
}

const char *option_value(int *argc, char **argv, const char *name)
{
  const int at = find(*argc, argv, name);
  if (at < 0) return NULL;
  const bool joined = argv[at][strlen(name) + 2] == '=';
  if (!joined && at + 1 >= *argc) return NULL;              /* it stays, and is refused as unknown */
  const char *const value = joined ? argv[at] + strlen(name) + 3 : argv[at + 1];
  take_out(argc, argv, at, joined ? 1 : 2);
  return value;
}

bool whole_number(const char *text, uint64_t most, uint64_t *out)
{
  char *end = NULL;
  if (!text || *text < '0' || *text > '9') return false;
  *out = strtoull(text, &end, 10);
  return !*end && *out <= most;
}

static int read_options(struct ctx *c, struct config *out, int *argc, char **argv)
{
  for (size_t i = 0; i < COUNT(settings); i++) {
    const char *const key = settings[i].key, *value;
    while ((value = option_value(argc, argv, key))) {
      *place_of(out, key, strlen(key)) = *value ? arena_text(&c->arena, value, strlen(value)) : NULL;
      const char *const wrong = *value ? check_value(key, value) : NULL;
      if (wrong) return fail(c, ERR_INVALID, key, wrong);
    }
    if (find(*argc, argv, key) >= 0) return fail(c, ERR_INVALID, key, N_("This setting needs a value behind it."));
  }
  out->demo = option_flag(argc, argv, "demo");
  out->json = option_flag(argc, argv, "json");
  return OK;
}

int config_read(struct ctx *c, struct config *out, int *argc, char **argv)
{
#define SETTING_DEFAULT_(member, key, value, help) .member = value,
  struct config config = { SETTINGS(SETTING_DEFAULT_) };
#undef SETTING_DEFAULT_
  const char *const path = option_value(argc, argv, "config");
  if (path) TRY(read_file(c, path, &config));
  TRY(read_options(c, &config, argc, argv));
  *out = config;
  return OK;
}

bool config_by_https(const struct config *config) { return config && config->public_url && strncmp(config->public_url, "https://", 8) == 0; }

int config_secret(struct ctx *c, const char *path, char *out, size_t size)
{
  FILE *const f = fopen(path, "rb");
  if (!f) return fail(c, ERR_STORE, path, N_("This file cannot be read."));
  const size_t n = fread(out, 1, size - 1, f);
  fclose(f);
  out[n] = '\0';
  out[strcspn(out, "\r\n")] = '\0';
  return OK;
}
