#include "say.h"

void put_filled(struct buf *b, const char *text, const char *const *args)
{
  size_t next = 0;
  for (const char *mark; (mark = strchr(text, '%')); ) {
    put_mem(b, text, (size_t)(mark - text));
    if (mark[1] == 's') { put(b, args[next++]); text = mark + 2; }
    else if (mark[1] >= '1' && mark[1] <= '9' && mark[2] == '$') { put(b, args[mark[1] - '1']); text = mark + 4; }
    else { put_char(b, '%'); text = mark + 1 + (mark[1] == '%'); }
  }
  put(b, text);
}

void say(const struct ctx *c, FILE *out, const char *msgid, const char *const *args)
{
  struct buf b = { 0 };
  put_filled(&b, tr(c, msgid), args);
  put_char(&b, '\n');
  fwrite(b.at, 1, b.len, out);
  buf_release(&b);
}

void say_wrong_row(const struct ctx *c, FILE *out, const char *file, const struct csv_wrong *w)
{
  struct buf b = { 0 }, row = { 0 };
  put_int(&row, (int64_t)w->row);
  if (file) { put(&b, file); put(&b, ": "); }
  put_filled(&b, tr(c, N_("row %s")), (const char *const[]){ buf_text(&row), NULL });
  if (w->name) { put(&b, ", "); put(&b, w->name); }
  if (w->column) { put(&b, ", "); put(&b, w->column); }
  put(&b, ": ");
  if (w->cell) { put_char(&b, '"'); put(&b, w->cell); put(&b, "\": "); }
  put(&b, tr(c, w->text));
  for (size_t i = 1; w->choices && i < w->choices->count; i++) { put(&b, i > 1 ? " " : " ("); put(&b, w->choices->at[i].key); }
  put(&b, w->choices ? ")\n" : "\n");
  fwrite(b.at, 1, b.len, out);
  buf_release(&row);
  buf_release(&b);
}

const char *count_text(struct ctx *c, int64_t n)
{
  struct buf b = { 0 };
  put_int(&b, n);
  return buf_to_arena(&c->arena, &b);
}

void add_line(struct ctx *c, const char *mark, const char *text)
{
  put(&c->out, mark);
  put(&c->out, text);
  put_char(&c->out, '\n');
}

int say_out(struct ctx *c)
{
  if (c->out.failed) return fail(c, ERR_FULL, NULL, N_("Out of memory."));
  return fwrite(c->out.at, 1, c->out.len, stdout) == c->out.len ? OK : fail(c, ERR_STORE, NULL, N_("This could not be written."));
}

int say_error(const struct ctx *c)
{
  const struct error *e = &c->error;
  fprintf(stderr, "kentering: %s%s%s\n", e->field ? e->field : "", e->field ? ": " : "", e->text ? tr(c, e->text) : "");
  return FAILED;
}

int wrong_use(const struct ctx *c, const char *msgid)
{
  fprintf(stderr, "kentering: %s\n", tr(c, msgid));
  return WRONG_USE;
}
