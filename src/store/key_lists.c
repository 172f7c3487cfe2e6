/* The two lists beside the key ring: what was erased, and how far the journal was. Lines of text, each with a MAC over
 * itself and the line before it; added at the end, durable before the call returns. */
#include "keys_internal.h"
#include "text.h"
#include <errno.h>
#include <fcntl.h>
#include <inttypes.h>
#include <sodium.h>
#include <stdio.h>
#include <unistd.h>

enum { LINE_MOST = 400, MAC_TEXT = 2 * MAC_BYTES + 1 };

static int damaged(struct ctx *c, const char *file)
{
  return fail(c, ERR_STORE, arena_text(&c->arena, file, strlen(file)), N_("A line of this file was changed outside the program, or is missing."));
}

static int chain_mac(struct ctx *c, const char *before, const char *line, char mac[static MAC_TEXT])
{
  uint8_t bytes[MAC_BYTES];
  struct buf b = { 0 };
  put(&b, before);
  put_char(&b, '\n');
  put(&b, line);
  const int rc = keys_mac(c, KEY_JOURNAL, b.at, b.len, bytes);
  buf_release(&b);
  if (rc == OK) sodium_bin2hex(mac, MAC_TEXT, bytes, sizeof bytes);
  return rc;
}

typedef int each_line(struct ctx *c, const char *line, void *arg);

/* Every line without its MAC; `last` becomes the last MAC, "" for an empty file. A line half written by a killed process
 * is the last one and has no end: it does not count, and the next one takes its place. `size`: bytes that count. */
static int read_lines(struct ctx *c, const char *file, each_line *each, void *arg, char last[static MAC_TEXT], long *size)
{
  char text[LINE_MOST], mac[MAC_TEXT];
  FILE *const in = fopen(file, "re");
  *last = 0;
  *size = 0;
  if (!in) return fail(c, ERR_NOT_FOUND, arena_text(&c->arena, file, strlen(file)), N_("This key file is missing. Without it nothing can be opened: put it back, or recover it (docs/operations.md)."));
  int rc = OK;
  while (rc == OK && fgets(text, sizeof text, in)) {
    const size_t n = strlen(text);
    if (!n || text[n - 1] != '\n') { rc = feof(in) ? OK : damaged(c, file); break; }
    char *const space = strrchr(text, ' ');
    text[n - 1] = 0;
    if (!space || strlen(space + 1) != MAC_TEXT - 1) { rc = damaged(c, file); break; }
    *space = 0;
    rc = chain_mac(c, last, text, mac);
    if (rc == OK && sodium_memcmp(mac, space + 1, MAC_TEXT - 1) != 0) rc = damaged(c, file);
    memcpy(last, mac, MAC_TEXT);
    *size = ftell(in);
    if (rc == OK && each) rc = each(c, text, arg);
  }
  fclose(in);
  return rc;
}

static int append_line(struct ctx *c, const char *file, const char *line, const char *last, long size)
{
  char mac[MAC_TEXT], text[LINE_MOST];
  TRY(chain_mac(c, last, line, mac));
  const int n = snprintf(text, sizeof text, "%s %s\n", line, mac), fd = open(file, O_WRONLY | O_CLOEXEC);
  bool fine = fd >= 0 && n < (int)sizeof text && ftruncate(fd, size) == 0 && pwrite(fd, text, (size_t)n, size) == n && fsync(fd) == 0;
  if (fd >= 0) fine = close(fd) == 0 && fine;
  return fine ? OK : fail(c, ERR_STORE, arena_text(&c->arena, file, strlen(file)), N_("This file cannot be written."));
}

static int add_line(struct ctx *c, const char *file, const char *line)
{
  char last[MAC_TEXT];
  long size;
  if (!file) return OK;                                    /* keys in memory */
  pthread_rwlock_wrlock(&c->keys->lock);
  int rc = read_lines(c, file, NULL, NULL, last, &size);
  if (rc == OK) rc = append_line(c, file, line, last, size);
  pthread_rwlock_unlock(&c->keys->lock);
  return rc;
}

static int no_keys(struct ctx *c) { return fail(c, ERR_STORE, NULL, N_("This process has no keys: it can neither read nor write what is protected.")); }

/* --- the erased list ----------------------------------------------------------------------------------------- */

int erased_add(struct ctx *c, struct id compartment)
{
  char id[ID_TEXT], line[100];
  if (!c->keys) return no_keys(c);
  id_format(compartment, id);
  snprintf(line, sizeof line, "%s %" PRId64, id, c->now);
  return add_line(c, c->keys->files.erased, line);
}

struct erased_call { each_erased *each; void *arg; };

static int erased_line(struct ctx *c, const char *line, void *arg)
{
  const struct erased_call *const call = arg;
  char text[ID_TEXT];
  struct id id;
  struct instant at;
  if (sscanf(line, "%36s %" SCNd64, text, &at.ms) != 2 || !id_parse(text, &id)) return damaged(c, c->keys->files.erased);
  return call->each(c, id, at, call->arg);
}

int erased_each(struct ctx *c, each_erased *each, void *arg)
{
  struct erased_call call = { each, arg };
  char last[MAC_TEXT];
  long size;
  if (!c->keys) return no_keys(c);
  return c->keys->files.erased ? read_lines(c, c->keys->files.erased, erased_line, &call, last, &size) : OK;
}

/* --- heads ------------------------------------------------------------------------------------------------------- */

int heads_add(struct ctx *c, const struct head *h)
{
  char mac[MAC_TEXT], line[200];
  if (!c->keys) return no_keys(c);
  sodium_bin2hex(mac, sizeof mac, h->mac, sizeof h->mac);
  snprintf(line, sizeof line, "%" PRId32 " %" PRId64 " %" PRId64 " %s", h->chain, h->seq, h->at.ms, mac);
  return add_line(c, c->keys->files.heads, line);
}

static int head_line(struct ctx *c, const char *line, void *arg)
{
  struct head *const wanted = arg;
  struct head h;
  char mac[MAC_TEXT];
  size_t n;
  if (sscanf(line, "%" SCNd32 " %" SCNd64 " %" SCNd64 " %64s", &h.chain, &h.seq, &h.at.ms, mac) != 4) return damaged(c, c->keys->files.heads);
  if (h.chain != wanted->chain) return OK;
  if (sodium_hex2bin(h.mac, MAC_BYTES, mac, strlen(mac), NULL, &n, NULL) != 0 || n != MAC_BYTES) return damaged(c, c->keys->files.heads);
  *wanted = h;
  return OK;
}

int heads_last(struct ctx *c, int32_t chain, struct head *out)
{
  struct head h = { .chain = chain };
  char last[MAC_TEXT];
  long size;
  if (!c->keys) return no_keys(c);
  if (c->keys->files.heads) TRY(read_lines(c, c->keys->files.heads, head_line, &h, last, &size));
  *out = h;
  return OK;
}
