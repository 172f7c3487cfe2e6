/* The two forms of an archive: a page, and JSON. Both are made of the same rows. */
#include "archive_web.h"
#include "json.h"

static int flush(struct ctx *c, struct archive_text *t)
{
  if (t->b->failed) return fail(c, ERR_FULL, NULL, N_("This is too much for one page: the administrator can write it to a file (kentering archive)."));
  return t->flush ? t->flush(c, t->b, t->of) : OK;
}

/* --- HTML -------------------------------------------------------------------------------------------------------- */

static int html_begin(struct ctx *c, const struct archive_head *head, void *of) { view_archive_begin(c, head); return flush(c, of); }
static int html_row(struct ctx *c, const struct archive_row *row, void *of) { view_archive_row(c, row); return flush(c, of); }
static int html_end(struct ctx *c, void *of) { view_archive_end(c); return flush(c, of); }
const struct archive_to archive_html = { html_begin, html_row, html_end, NULL };

/* --- JSON -------------------------------------------------------------------------------------------------------- */

static int json_head(struct ctx *c, const struct archive_head *head, void *of)
{
  struct archive_text *const t = of;
  char id[ID_TEXT];
  id_format(head->household, id);
  put(t->b, "{\"household\":"); json_text(t->b, id);
  put(t->b, ",\"name\":"); json_text(t->b, head->name);
  put(t->b, ",\"side\":"); json_text(t->b, side_letter_key(head->letter));
  put(t->b, ",\"made\":"); json_text(t->b, head->made);
  put(t->b, ",\"still_open\":"); put(t->b, head->open ? "true" : "false");
  put(t->b, ",\"records\":[");
  return flush(c, t);
}

static int json_record(struct ctx *c, const struct archive_row *row, void *of)
{
  struct archive_text *const t = of;
  struct json j = { .b = t->b };
  put(t->b, t->any ? ",\n" : "\n");
  t->any = true;
  json_open(&j, '{');
  json_str(&j, "record", row->key);
  json_str(&j, "table", row->table);
  json_str(&j, "title", row->title);
  json_str(&j, "part", row->part);
  json_str(&j, "written", row->written);
  json_str(&j, "changed", row->changed);
  json_str(&j, "by", row->by);
  json_begin(&j, "fields", '[');
  for (size_t i = 0; i < row->fields.count; i++) {
    json_begin(&j, NULL, '{');
    json_str(&j, "name", row->fields.at[i].name);
    json_str(&j, "label", row->fields.at[i].label);
    json_str(&j, "text", row->fields.at[i].text);
    json_close(&j);
  }
  json_close(&j);
  json_close(&j);
  return flush(c, t);
}

static int json_tail(struct ctx *c, void *of)
{
  struct archive_text *const t = of;
  put(t->b, "\n]}\n");
  return flush(c, t);
}
const struct archive_to archive_json = { json_head, json_record, json_tail, NULL };
