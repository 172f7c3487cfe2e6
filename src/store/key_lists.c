/* The two lists beside the key ring: what was erased, and how far the journal was. Lines of text, each with a MAC over
 * itself and the line before it; durable before a call returns. The first is added to at its end, the second replaced. */
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

/* Where the list ends: the last MAC ("" for an empty list), bytes and lines that count. */
struct list_end { char last[MAC_TEXT]; long size; int64_t lines; };

static int one_line(struct ctx *c, const char *file, char *text, each_line *each, void *arg, struct list_end *end)
{
  char mac[MAC_TEXT];
  char *const space = strrchr(text, ' ');
  if (!space || strlen(space + 1) != MAC_TEXT - 1) return damaged(c, file);
  *space = 0;
  TRY(chain_mac(c, end->last, text, mac));
  if (sodium_memcmp(mac, space + 1, MAC_TEXT - 1) != 0) return damaged(c, file);
  memcpy(end->last, mac, MAC_TEXT);
  end->lines++;
  return each ? each(c, text, arg) : OK;
}

/* Every line without its MAC. Of a list that grows, a line half written by a killed process is the last one and has no end: it
 * does not count, and the next one takes its place. One that is replaced is `whole`. */
static int read_lines(struct ctx *c, const char *file, bool whole, each_line *each, void *arg, struct list_end *end)
{
  char text[LINE_MOST];
  FILE *const in = fopen(file, "re");
  *end = (struct list_end){ 0 };
  if (!in) return key_file_missing(c, file);
  int rc = OK;
  while (rc == OK && fgets(text, sizeof text, in)) {
    const size_t n = strlen(text);
    if (!n || text[n - 1] != '\n') { rc = feof(in) && !whole ? OK : damaged(c, file); break; }
    text[n - 1] = 0;
    rc = one_line(c, file, text, each, arg, end);
    end->size = ftell(in);
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

/* --- the erased list ----------------------------------------------------------------------------------------- */

static int cut_off(struct ctx *c, const char *file)
{
  return fail(c, ERR_STORE, arena_text(&c->arena, file, strlen(file)),
              N_("Lines at the end of this list are missing. Put its newest copy back: without them a restored backup could bring back what was erased."));
}

/* The line first, then the ring's count: a process killed in between leaves one line more than was counted. */
static int add_erased(struct ctx *c, struct keys *k, const char *line)
{
  struct list_end end;
  TRY(ring_reload(c, k));
  TRY(read_lines(c, k->files.erased, false, NULL, NULL, &end));
  if (end.lines < k->ring.erased) return cut_off(c, k->files.erased);
  TRY(append_line(c, k->files.erased, line, end.last, end.size));
  k->ring.erased = end.lines + 1;
  return ring_save(c, k);
}

int erased_add(struct ctx *c, struct id compartment)
{
  char id[ID_TEXT], line[100];
  int lock;
  if (!c->keys) return no_keys(c);
  if (!c->keys->files.erased) return OK;                     /* keys in memory */
  id_format(compartment, id);
  snprintf(line, sizeof line, "%s %" PRId64, id, c->now);
  TRY(key_files_lock(c, c->keys, &lock));
  pthread_rwlock_wrlock(&c->keys->lock);
  const int rc = add_erased(c, c->keys, line);
  pthread_rwlock_unlock(&c->keys->lock);
  key_files_unlock(lock);
  return rc;
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
  struct list_end end;
  if (!c->keys) return no_keys(c);
  if (!c->keys->files.erased) return OK;
  TRY(read_lines(c, c->keys->files.erased, false, erased_line, &call, &end));
  return end.lines < c->keys->ring.erased ? cut_off(c, c->keys->files.erased) : OK;
}

bool keys_lists_erased(const struct ctx *c) { return c->keys && c->keys->files.erased; }

/* --- heads ------------------------------------------------------------------------------------------------------- */

int heads_write(struct ctx *c, const struct head *heads, size_t count)
{
  char mac[MAC_TEXT], before[MAC_TEXT] = "", line[200];
  struct buf b = { 0 };
  int rc = OK;
  if (!c->keys) return no_keys(c);
  if (!c->keys->files.heads) return OK;
  for (size_t i = 0; rc == OK && i < count; i++) {
    sodium_bin2hex(mac, sizeof mac, heads[i].mac, sizeof heads[i].mac);
    snprintf(line, sizeof line, "%" PRId32 " %" PRId64 " %" PRId64 " %s", heads[i].chain, heads[i].seq, heads[i].at.ms, mac);
    rc = chain_mac(c, before, line, mac);
    memcpy(before, mac, sizeof mac);
    put(&b, line); put_char(&b, ' '); put(&b, mac); put_char(&b, '\n');
  }
  if (rc == OK && b.failed) rc = fail(c, ERR_FULL, NULL, N_("Out of memory."));
  int lock = -1;
  if (rc == OK) rc = key_files_lock(c, c->keys, &lock);
  if (rc == OK) rc = key_file_write(c, c->keys->files.heads, b.len ? b.at : "", b.len);
  key_files_unlock(lock);
  buf_release(&b);
  return rc;
}

struct heads_call { struct head *out; size_t count; };

static int head_line(struct ctx *c, const char *line, void *arg)
{
  struct heads_call *const call = arg;
  struct head h;
  char mac[MAC_TEXT];
  size_t n;
  if (sscanf(line, "%" SCNd32 " %" SCNd64 " %" SCNd64 " %64s", &h.chain, &h.seq, &h.at.ms, mac) != 4 || call->count == CHAINS_MOST) return damaged(c, c->keys->files.heads);
  if (sodium_hex2bin(h.mac, MAC_BYTES, mac, strlen(mac), NULL, &n, NULL) != 0 || n != MAC_BYTES) return damaged(c, c->keys->files.heads);
  call->out[call->count++] = h;
  return OK;
}

int heads_read(struct ctx *c, struct head out[static CHAINS_MOST], size_t *count)
{
  struct heads_call call = { out, 0 };
  struct list_end end;
  if (!c->keys) return no_keys(c);
  if (c->keys->files.heads) TRY(read_lines(c, c->keys->files.heads, true, head_line, &call, &end));
  *count = call.count;
  return OK;
}
