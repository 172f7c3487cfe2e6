#include "rights_internal.h"
#include "accounts.h"
#include "html.h"
#include "journal.h"
#include "json.h"
#include <sodium.h>

enum { LINE_MOST = 64, LIST_MOST = 1 << 19 };

static const struct field copy_fields[] = {
  F_REF (rights_copy, request, CLEAR | REQUIRED, rights_request, N_("Request")),
  F_TEXT(rights_copy, digest,  MADE | REQUIRED, N_("Hash"), .max = LINE_MOST),
  F_TEXT(rights_copy, items,   MADE | LONG, N_("What was in it"), .max = LIST_MOST),
  F_INT (rights_copy, count,   REQUIRED, N_("How many parts"), .min = 0, .max = RIGHT_ITEMS_MOST),
  F_REF (rights_copy, by,      REQUIRED, account, N_("Given by")),
  F_TIME(rights_copy, given,   REQUIRED, N_("Given")),
};
const struct record rights_copy_record = SEALED_RECORD(rights_copy, copy_fields);

/* --- leaving words out ----------------------------------------------------------------------------------------- */

const char *words_line(const char *s, size_t *n)
{
  if (!s) return NULL;
  s += strspn(s, " \t\r\n");
  *n = strcspn(s, "\r\n");
  while (*n && (s[*n - 1] == ' ' || s[*n - 1] == '\t')) --*n;
  return *n ? s : NULL;
}

static size_t word_at(const char *s, const char *words)
{
  size_t n, longest = 0;
  for (const char *w = words_line(words, &n); w; w = words_line(w + n, &n)) if (n > longest && strncasecmp(s, w, n) == 0) longest = n;
  return longest;
}

const char *words_without(struct ctx *c, const char *text, const char *words, const char *mark)
{
  struct buf b = { 0 };
  while (*text) {
    const size_t n = word_at(text, words);
    if (n) { put(&b, mark); text += n; }
    else if (*text == ' ' && b.len && b.at[b.len - 1] == ' ') text++;
    else put_char(&b, *text++);
  }
  const char *const left = buf_to_arena(&c->arena, &b);
  return text_said(left) ? left : NULL;
}

static void leave_out(struct ctx *c, const struct rights_decision *d, struct item_text_list *texts)
{
  const bool told = d->tell == YES && ground_may_be_told(d->ground);
  const struct item_text_list all = *texts;
  size_t kept = 0;
  texts->at = arena_new(&c->arena, struct item_text, all.count + 1);
  for (size_t i = 0; i < all.count; i++) {
    const char *const text = words_without(c, all.at[i].text, d->words, told ? tr(c, N_("[left out]")) : "");
    if (text) texts->at[kept++] = (struct item_text){ all.at[i].label, text };
  }
  texts->count = kept;
}

/* --- item by item ------------------------------------------------------------------------------------------------- */

/* The person's own statements beside an item (NULL: beside the file as a whole). */
static int statements(struct ctx *c, const struct right *r, const char *about, struct copy_line_list *out)
{
  struct right_list all;
  TRY(rights_of(c, r->person.id, &all));
  *out = (struct copy_line_list){ arena_new(&c->arena, struct copy_line, all.count + 1), 0 };
  for (size_t i = 0; i < all.count; i++) {
    const struct rights_request *const q = &all.at[i].request;
    if (q->kind != RIGHT_NOTE || all.at[i].clock.state != RIGHT_GIVEN || !q->statement) continue;
    if (about ? q->about && strcmp(q->about, about) == 0 : !q->about) out->at[out->count++].text = q->statement;
  }
  return OK;
}

/* In a parent's copy nobody's name: who writes can tell where somebody is. */
static int who_wrote(struct ctx *c, const struct right *r, struct id account, const char **out)
{
  bool known = false;
  const char *name = NULL;
  if (!r->parent) TRY(ever_worked_in(c, right_colleagues(r), account, &known));
  if (known) TRY(account_name(c, account, &name));
  *out = name ? name : tr(c, N_("a colleague"));
  return OK;
}

static int add_item(struct ctx *c, const struct right *r, const struct right_item *item, const struct rights_decision *d, struct copy *out)
{
  struct copy_item line = { .key = item->key, .title = record_title(c, item->rec), .version = item->version };
  struct copy_line_list own;
  if (!d) { out->undecided++; return OK; }
  if (d->choice != ITEM_GIVE) {
    out->left_out++;
    if (d->tell == YES && ground_may_be_told(d->ground)) out->grounds.at[out->grounds.count++].text = withhold_ground_label(d->ground);
    if (date_known(d->until) && (!date_known(out->again) || date_before(d->until, out->again))) out->again = d->until;
  }
  if (d->choice == ITEM_WITHHOLD) return OK;
  line.texts = item->texts;
  if (d->choice == ITEM_PARTLY) leave_out(c, d, &line.texts);
  line.when = instant_known(item->written) ? moment_in_words(c, item->written, false) : NULL;
  TRY(who_wrote(c, r, item->by, &line.who));
  TRY(statements(c, r, item->key, &own));
  line.statement = own.count ? own.at[0].text : NULL;
  out->items.at[out->items.count++] = line;
  return OK;
}

/* Each kind of ground once, however often. */
static void once_each(struct copy_line_list *list)
{
  size_t kept = 0;
  for (size_t i = 0; i < list->count; i++) {
    bool seen = false;
    for (size_t k = 0; k < kept; k++) seen |= list->at[k].text == list->at[i].text;
    if (!seen) list->at[kept++] = list->at[i];
  }
  list->count = kept;
}

/* Words that are left out of one item and stand in another that is given tell all the same. */
static void still_there(struct ctx *c, const struct right_item_list *items, const struct rights_decision *const *of, struct copy *out)
{
  out->still = (struct copy_line_list){ arena_new(&c->arena, struct copy_line, out->items.count + 1), 0 };
  for (size_t k = 0; k < out->items.count; k++) {
    bool found = false;
    for (size_t i = 0; i < items->count && !found; i++)
      for (size_t t = 0; of[i] && of[i]->words && t < out->items.at[k].texts.count && !found; t++)
        for (const char *s = out->items.at[k].texts.at[t].text; *s && !found; s++) found = word_at(s, of[i]->words) > 0;
    if (found) out->still.at[out->still.count++].text = JOIN(&c->arena, out->items.at[k].title, out->items.at[k].when ? ", " : "", out->items.at[k].when ? out->items.at[k].when : "");
  }
}

/* --- the whole ------------------------------------------------------------------------------------------------------ */

static void item_json(struct json *j, const struct copy_item *item)
{
  json_begin(j, NULL, '{');
  json_str(j, "item", strchr(item->key, ':') + 1);           /* without its table: names of tables are no words for the person */
  json_str(j, "title", item->title);
  json_str(j, "written", item->when);
  json_str(j, "by", item->who);
  json_begin(j, "texts", '[');
  for (size_t i = 0; i < item->texts.count; i++) {
    json_begin(j, NULL, '{');
    json_str(j, "label", item->texts.at[i].label);
    json_str(j, "text", item->texts.at[i].text);
    json_close(j);
  }
  json_close(j);
  json_str(j, "own_statement", item->statement);
  json_close(j);
}

static void texts_json(struct ctx *c, struct json *j, const char *name, const struct copy_line_list *list)
{
  json_begin(j, name, '[');
  for (size_t i = 0; i < list->count; i++) {
    json_item(j);
    json_text(j->b, c ? tr(c, list->at[i].text) : list->at[i].text);
  }
  json_close(j);
}

static const char *copy_json(struct ctx *c, const struct copy *copy)
{
  struct buf b = { 0 };
  struct json j = { .b = &b };
  json_open(&j, '{');
  json_str(&j, "name", copy->name);
  json_str(&j, "note", tr(c, COPY_NEUTRAL));
  texts_json(c, &j, "left_out_because", &copy->grounds);
  texts_json(NULL, &j, "own_statements", &copy->statements);
  json_begin(&j, "items", '[');
  for (size_t i = 0; i < copy->items.count; i++) item_json(&j, &copy->items.at[i]);
  json_close(&j);
  json_begin(&j, "recipients", '[');
  for (size_t i = 0; i < copy->recipients.count; i++) {
    json_begin(&j, NULL, '{');
    json_str(&j, "name", copy->recipients.at[i].name);
    json_str(&j, "what", copy->recipients.at[i].what);
    json_close(&j);
  }
  json_close(&j);
  if (copy->recipients_by_kind) json_str(&j, "recipients_kind", tr(c, COPY_RECIPIENTS_KIND));
  json_close(&j);
  return buf_to_arena(&c->arena, &b);
}

/* Of what is given and of what is left out and why: another decision, or a part that changed, is another hash. */
static const char *copy_digest(struct ctx *c, const struct copy *copy, const struct right_item_list *items, const struct rights_decision *const *of)
{
  unsigned char hash[32];
  struct buf b = { 0 };
  put(&b, copy->json);
  for (size_t i = 0; i < items->count; i++) {
    if (!of[i] || of[i]->choice == ITEM_GIVE) continue;
    put_char(&b, '\n'); put(&b, items->at[i].key);
    put_char(&b, ' ');  put_int(&b, items->at[i].version);
    put_char(&b, ' ');  put_int(&b, (int64_t)of[i]->choice);
    put_char(&b, ' ');  put_int(&b, (int64_t)of[i]->ground);
    put_char(&b, ' ');  put(&b, of[i]->words);
  }
  char *const text = arena_alloc(&c->arena, sizeof hash * 2 + 1);
  crypto_generichash(hash, sizeof hash, (const unsigned char *)buf_text(&b), b.len, NULL, 0);
  buf_release(&b);
  return sodium_bin2hex(text, sizeof hash * 2 + 1, hash, sizeof hash);
}

static int make(struct ctx *c, const struct right *r, struct copy *out)
{
  struct right_item_list items;
  const struct rights_decision **of;
  TRY(right_items(c, r, &items));
  TRY(decisions_for(c, r, &items, &of));
  *out = (struct copy){ .name = person_name(c, &r->person), .items = { arena_new(&c->arena, struct copy_item, items.count + 1), 0 },
    .grounds = { arena_new(&c->arena, struct copy_line, items.count + 1), 0 } };
  for (size_t i = 0; i < items.count; i++) TRY(add_item(c, r, &items.at[i], of[i], out));
  once_each(&out->grounds);
  still_there(c, &items, of, out);
  TRY(statements(c, r, NULL, &out->statements));
  TRY(copy_recipients(c, r, &items, of, out));
  out->json = copy_json(c, out);
  out->digest = copy_digest(c, out, &items, of);
  return c->arena.failed ? fail(c, ERR_FULL, NULL, N_("This is too much to show at once.")) : OK;
}

/* Always in Dutch: what a second person agrees to does not depend on the language in which they read pages. */
int copy_make(struct ctx *c, const struct right *r, struct copy *out)
{
  const enum lang own = c->lang;
  c->lang = LANG_NL;
  const int rc = make(c, r, out);
  c->lang = own;
  return rc;
}

bool copy_needs_second(const struct right *r, const struct copy *copy) { return r->parent || copy->left_out; }

/* --- giving ------------------------------------------------------------------------------------------------------------ */

int copy_finish(struct ctx *c, struct id request, int32_t version)
{
  struct right r;
  struct copy copy;
  TRY(right_to_change(c, request, version, STATE(RIGHT_MAKING), &r));
  if (r.request.kind != RIGHT_COPY) return not_there(c);
  TRY(copy_make(c, &r, &copy));
  if (copy.undecided) return fail(c, ERR_INVALID, NULL, N_("There are parts on which nothing is decided yet."));
  r.request.outcome = OUTCOME_GRANTED;
  r.request.digest = copy.digest;
  r.request.decided_by = c->scope.actor;
  r.request.decided = (struct instant){ c->now };
  r.request.agreed_by = ID_NONE;
  r.request.agreed = (struct instant){ 0 };
  r.request.returned = NULL;
  TRY(right_save(c, &r));
  return copy_needs_second(&r, &copy) ? right_to(c, &r, RIGHT_SECOND, DATE_UNKNOWN) : OK;
}

static const char *list_of(struct ctx *c, const struct copy *copy)
{
  struct buf b = { 0 };
  for (size_t i = 0; i < copy->items.count; i++) {
    put(&b, copy->items.at[i].key);
    put_char(&b, ' ');
    put_int(&b, copy->items.at[i].version);
    put_char(&b, '\n');
  }
  return buf_to_arena(&c->arena, &b);
}

/* What was decided on is what it still is, and two people looked where two must. */
static int may_be_given(struct ctx *c, const struct right *r, const struct copy *copy)
{
  if (copy->undecided) return fail(c, ERR_INVALID, NULL, N_("There are parts on which nothing is decided yet."));
  if (r->request.outcome != OUTCOME_GRANTED || !r->request.digest || strcmp(r->request.digest, copy->digest) != 0)
    return fail(c, ERR_INVALID, NULL, N_("Something changed since it was finished. Look at it, and finish it again."));
  if (copy_needs_second(r, copy) && !instant_known(r->request.agreed)) return fail(c, ERR_INVALID, NULL, N_("A second person must agree first."));
  return right_answerable(c, r);
}

int copy_give(struct ctx *c, struct id request, int32_t version)
{
  struct right r;
  struct copy copy;
  TRY(right_to_change(c, request, version, STATE(RIGHT_MAKING), &r));
  if (r.request.kind != RIGHT_COPY) return not_there(c);
  TRY(copy_make(c, &r, &copy));
  TRY(may_be_given(c, &r, &copy));
  struct rights_copy row = { .compartment = r.person.compartment, .request = request, .digest = copy.digest, .items = list_of(c, &copy), .count = num((int32_t)copy.items.count),
    .by = c->scope.actor, .given = { c->now } };
  TRY(record_insert(c, rights_copy, &row, &row.id));
  TRY(journal_event(c, "export", "rights_copy", row.id, r.person.compartment, "copy"));
  if (!date_known(copy.again)) return right_to(c, &r, RIGHT_GIVEN, c->today);
  r.clock.due = copy.again;                                  /* what was left out until then is looked at again */
  return right_to(c, &r, RIGHT_GIVEN, DATE_UNKNOWN);
}
