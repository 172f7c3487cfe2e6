#include "questionnaires.h"
#include "accounts.h"
#include "calendar.h"
#include "connection_place.h"
#include "say.h"
#include "shipped.h"
#include "text.h"
#include <stdlib.h>

DEFINE_CHOICES(questionnaire_state, QUESTIONNAIRE_STATES)

enum { TITLE_MOST = 200, NAME_TEXT_MOST = 64 };
static const char folder[] = "questionnaires/";

/* The JSON comes last: the head is all before it. */
static const struct field fields[] = {
  F_TEXT(questionnaire, region,  REQUIRED, N_("Region"), .max = 80),
  F_TEXT(questionnaire, name,    REQUIRED, N_("Name"), .max = NAME_TEXT_MOST),
  F_TEXT(questionnaire, title,   REQUIRED, N_("Title"), .max = TITLE_MOST),
  F_TEXT(questionnaire, edition, REQUIRED, N_("Version"), .max = NAME_TEXT_MOST),
  F_ENUM(questionnaire, state,   REQUIRED, questionnaire_state, N_("State")),
  F_REF (questionnaire, made_by, OPTIONAL, account, N_("Made by")),
  F_TIME(questionnaire, ready,   OPTIONAL, N_("Ready since")),
  F_ENUM(questionnaire, about_person, OPTIONAL, yes_no, N_("About a person")),
  F_TEXT(questionnaire, json,    REQUIRED | LONG | SECRET, N_("Questions"), .max = DEFINITION_BYTES),
};
const struct record questionnaire_record = RECORD(questionnaire, fields);
const struct record questionnaire_head_record = { .name = "questionnaire", .size = sizeof(struct questionnaire), .count = COUNT(fields) - 1, .fields = fields };

static const struct field form_fields[] = {
  F_TEXT(questionnaire_form, from,  OPTIONAL, N_("Begin with"), .max = NAME_TEXT_MOST),
  F_TEXT(questionnaire_form, title, OPTIONAL, N_("Title"), .max = TITLE_MOST, .help = N_("Of a new one. A copy keeps its title until you change it.")),
  F_TEXT(questionnaire_form, json,  LONG, N_("Or paste a file"), .max = DEFINITION_BYTES, .help = N_("A questionnaire as FHIR R4 JSON, from another region or another program.")),
};
const struct record questionnaire_form_record = PART(questionnaire_form, form_fields);

/* --- reading ------------------------------------------------------------------------------------------------------------ */

int questionnaire_shipped(struct ctx *c, const char *name, const char **json)
{
  const char *const path = JOIN(&c->arena, folder, name, ".json");
  if (!asset_in(shipped, shipped_count, path)) return not_there(c);
  *json = shipped_read(&c->arena, c->data_folder, path);
  return OK;
}

int questionnaire_get(struct ctx *c, struct id id, struct questionnaire *out)
{
  struct questionnaire q;
  TRY(global_get(c, questionnaire, id, &q));
  if (!c->scope.region || strcmp(q.region, c->scope.region) != 0) return not_there(c);
  *out = q;
  return OK;
}

/* Those that are ready never change, and are read for each page and each answer: what was read stays with the connection. */
enum { DEFINITIONS_KEPT = 16 };
struct kept_definition { const char *json; size_t len; struct definition definition; };
struct kept_definitions { struct arena arena; size_t count; struct kept_definition at[DEFINITIONS_KEPT]; };

static void let_go(void *at)
{
  struct kept_definitions *const kept = at;
  arena_release(&kept->arena);
  free(kept);
}

/* NULL: nothing can be kept. */
static struct kept_definitions *kept_definitions(struct ctx *c)
{
  struct connection_place *const place = connection_place(c, &questionnaire_record);
  if (place && !place->at) *place = (struct connection_place){ calloc(1, sizeof(struct kept_definitions)), let_go };
  return place ? place->at : NULL;
}

static const struct definition *find_kept(const struct kept_definitions *kept, const char *json, size_t len)
{
  for (size_t i = 0; i < kept->count; i++)
    if (kept->at[i].len == len && memcmp(kept->at[i].json, json, len) == 0) return &kept->at[i].definition;
  return NULL;
}

/* In the memory of what is kept. */
static int read_to_keep(struct ctx *c, struct kept_definitions *kept, const char *json, size_t len, struct definition *out)
{
  const struct arena own = c->arena;
  c->arena = kept->arena;
  struct kept_definition new = { arena_text(&c->arena, json, len), len, { .name = NULL } };
  const int rc = definition_read(c, new.json, len, &new.definition);
  kept->arena = c->arena;
  c->arena = own;
  if (rc != OK) return rc;
  kept->at[kept->count++] = new;
  *out = new.definition;
  return OK;
}

int questionnaire_definition(struct ctx *c, const struct questionnaire *q, struct definition *out)
{
  const size_t len = strlen(q->json);
  struct kept_definitions *const kept = q->state == QUESTIONNAIRE_READY ? kept_definitions(c) : NULL;
  const struct definition *const before = kept ? find_kept(kept, q->json, len) : NULL;
  if (before) { *out = *before; return OK; }
  return kept && kept->count < DEFINITIONS_KEPT ? read_to_keep(c, kept, q->json, len, out) : definition_read(c, q->json, len, out);
}

/* The newest that is ready, of those of one name. */
static const struct questionnaire *newest_ready(const struct questionnaire *of, size_t count)
{
  for (size_t i = 0; i < count; i++) if (of[i].state == QUESTIONNAIRE_READY) return &of[i];
  return NULL;
}
static const struct questionnaire *draft_among(const struct questionnaire *of, size_t count)
{
  for (size_t i = 0; i < count; i++) if (of[i].state == QUESTIONNAIRE_DRAFT) return &of[i];
  return NULL;
}

static int by_title(const void *a, const void *b) { return strcmp(((const struct questionnaire_line *)a)->title, ((const struct questionnaire_line *)b)->title); }

static void add_stored(struct questionnaire_line_list *to, const struct questionnaire_list *stored)
{
  for (size_t i = 0, n; i < stored->count; i += n) {
    for (n = 1; i + n < stored->count && strcmp(stored->at[i + n].name, stored->at[i].name) == 0;) n++;
    const struct questionnaire *const ready = newest_ready(&stored->at[i], n), *const draft = draft_among(&stored->at[i], n), *const shows = ready ? ready : draft;
    to->at[to->count++] = (struct questionnaire_line){ shows->name, shows->title, ready ? ready->id : ID_NONE, shows->edition, draft ? draft->id : ID_NONE,
      ready != NULL, shows->about_person == YES };
  }
}

/* What came with the program and was never used or changed here stands beside it as it came. */
static int add_shipped(struct ctx *c, struct questionnaire_line_list *to, size_t stored)
{
  for (size_t i = 0; i < shipped_count; i++) {
    struct definition d;
    const char *json;
    if (strncmp(shipped[i].name, folder, strlen(folder)) != 0) continue;
    const char *const file = shipped[i].name + strlen(folder), *const name = arena_text(&c->arena, file, strcspn(file, "."));
    struct questionnaire_line *same = NULL;
    for (size_t k = 0; k < stored && !same; k++) if (strcmp(to->at[k].name, name) == 0) same = &to->at[k];
    if (same && id_known(same->id)) continue;
    TRY(questionnaire_shipped(c, name, &json));
    TRY(definition_read(c, json, strlen(json), &d));
    const struct questionnaire_line line = { d.name, d.title[c->lang], ID_NONE, d.version, same ? same->draft : ID_NONE, true, d.about_person };
    if (same) *same = line;
    else to->at[to->count++] = line;
  }
  return OK;
}

int questionnaires_of_region(struct ctx *c, struct questionnaire_line_list *out)
{
  struct questionnaire_list stored;
  TRY(questionnaires_stored(c, &stored));
  struct questionnaire_line_list lines = { arena_new(&c->arena, struct questionnaire_line, stored.count + shipped_count + 1), 0 };
  if (!lines.at) return fail(c, ERR_FULL, NULL, N_("Out of memory."));
  add_stored(&lines, &stored);
  TRY(add_shipped(c, &lines, lines.count));
  qsort(lines.at, lines.count, sizeof *lines.at, by_title);
  *out = lines;
  return OK;
}

/* --- storing -------------------------------------------------------------------------------------------------------------- */

/* A draft or, with `ready`, one that does not change any more. */
static int store(struct ctx *c, const char *json, bool ready, struct id *out)
{
  struct definition d;
  TRY(definition_read(c, json, strlen(json), &d));
  const struct questionnaire new = { .region = c->scope.region, .name = d.name, .title = d.title[LANG_NL], .edition = d.version, .json = json,
    .state = ready ? QUESTIONNAIRE_READY : QUESTIONNAIRE_DRAFT, .ready = { ready ? c->now : 0 },
    .about_person = d.about_person ? YES : NO, .made_by = ready ? ID_NONE : c->scope.actor };
  return global_insert(c, questionnaire, &new, out);
}

int questionnaire_newest(struct ctx *c, const char *name, struct questionnaire *out)
{
  struct questionnaire_list stored;
  const char *json;
  struct id id;
  TRY(questionnaires_named(c, name, &stored));
  const struct questionnaire *const ready = newest_ready(stored.at, stored.count);
  if (ready) return questionnaire_get(c, ready->id, out);
  TRY(questionnaire_shipped(c, name, &json));
  TRY(store(c, json, true, &id));
  return questionnaire_get(c, id, out);
}

/* --- drafts ------------------------------------------------------------------------------------------------------------------ */

static int not_on(struct ctx *c, const char *field)
{
  if (c->error.code == ERR_INVALID) c->error.field = field;
  return c->error.code;
}

static int copy(struct ctx *c, const char *name, struct id *out)
{
  struct questionnaire_list stored;
  const char *json;
  TRY(questionnaires_named(c, name, &stored));
  const struct questionnaire *const draft = draft_among(stored.at, stored.count), *const ready = newest_ready(stored.at, stored.count);
  struct questionnaire whole;
  if (draft) { *out = draft->id; return OK; }
  if (ready) TRY(questionnaire_get(c, ready->id, &whole));
  else {
    const int rc = questionnaire_shipped(c, name, &whole.json);
    if (absent(c, rc)) return fail(c, ERR_INVALID, "from", NOT_IN_LIST);
    TRY(rc);
  }
  char day[DATE_TEXT];
  date_format(c->today, day);
  TRY(definition_put_version(c, whole.json, day, &json));
  return store(c, json, false, out);
}

static int free_name(struct ctx *c, const char *title, const char **out)
{
  struct questionnaire_list stored;
  const char *shipped_one;
  const char *const slug = text_slug(&c->arena, title, NAME_TEXT_MOST - 4);
  for (int i = 1; i < 100; i++) {
    const char *const name = i == 1 ? slug : JOIN(&c->arena, slug, "-", count_text(c, i));
    TRY(questionnaires_named(c, name, &stored));
    const int rc = questionnaire_shipped(c, name, &shipped_one);
    if (!absent(c, rc)) TRY(rc);
    if (!stored.count && rc != OK && *name) { *out = name; return OK; }
  }
  return fail(c, ERR_INVALID, "title", N_("Choose another title: too many have this one."));
}

static int begin_empty(struct ctx *c, const char *title, struct id *out)
{
  const char *name;
  struct buf b = { 0 };
  char day[DATE_TEXT];
  TRY(free_name(c, title, &name));
  date_format(c->today, day);
  const char *const question = N_("The first question"), *const dutch = po_find(LANG_NL, question);
  struct item first = { .link_id = "1", .text = { [LANG_NL] = dutch ? dutch : question, [LANG_EN] = question }, .type = ITEM_TEXT, .text_most = ANSWER_TEXT_MOST,
    .parent = NO_ITEM, .end = 1 };
  definition_json(&(struct definition){ .name = name, .version = day, .title = { title, title }, .items = &first, .count = 1 }, &b);
  return store(c, buf_to_arena(&c->arena, &b), false, out);
}

static int begin_file(struct ctx *c, const char *json, struct id *out)
{
  struct definition d;
  struct questionnaire_list stored;
  if (definition_read(c, json, strlen(json), &d) != OK) {
    if (c->error.code == ERR_INVALID && c->error.field) c->error.text = JOIN(&c->arena, c->error.field, ": ", tr(c, c->error.text));
    return not_on(c, "json");
  }
  TRY(questionnaires_named(c, d.name, &stored));
  if (draft_among(stored.at, stored.count)) return fail(c, ERR_INVALID, "json", N_("There is a draft of this questionnaire already. Finish it first, or throw it away."));
  for (size_t i = 0; i < stored.count; i++)
    if (strcmp(stored.at[i].edition, d.version) == 0) return fail(c, ERR_INVALID, "json", N_("This version is here already. Give the file another version."));
  return store(c, json, false, out);
}

int questionnaire_begin(struct ctx *c, const struct questionnaire_form *f, struct id *out)
{
  if (text_said(f->json)) return begin_file(c, f->json, out);
  if (text_known(f->from)) return copy(c, f->from, out);
  return text_said(f->title) ? begin_empty(c, f->title, out) : fail(c, ERR_INVALID, "title", N_("Give it a title, or choose one to begin with."));
}

static int draft_of_id(struct ctx *c, struct id id, struct questionnaire *out)
{
  TRY(questionnaire_get(c, id, out));
  if (out->state != QUESTIONNAIRE_DRAFT) return fail(c, ERR_INVALID, NULL, N_("This version is ready, and does not change any more. Begin a next one."));
  return OK;
}

static int save(struct ctx *c, struct questionnaire *q, const char *json)
{
  struct definition d;
  TRY(definition_read(c, json, strlen(json), &d));
  q->json = json;
  q->title = d.title[LANG_NL];
  q->edition = d.version;
  q->about_person = d.about_person ? YES : NO;
  return global_update(c, questionnaire, q);
}

int questionnaire_put_item(struct ctx *c, struct id id, const struct item_form *f)
{
  struct questionnaire q;
  const char *json;
  TRY(draft_of_id(c, id, &q));
  if (text_known(f->link_id) && f->seen && strcmp(f->seen, item_mark(c, q.json, f->link_id)) != 0)
    return fail(c, ERR_INVALID, NULL, N_("Somebody else changed this question while you were at it. What you typed is still here; save again to replace what they wrote."));
  TRY(definition_put_item(c, q.json, f, &json));
  return save(c, &q, json);
}

int questionnaire_move_item(struct ctx *c, struct id id, const char *link_id, enum item_move move)
{
  struct questionnaire q;
  const char *json;
  TRY(draft_of_id(c, id, &q));
  TRY(definition_move_item(c, q.json, link_id, move, &json));
  return save(c, &q, json);
}

int questionnaire_put_head(struct ctx *c, struct id id, const struct head_form *f)
{
  struct questionnaire q;
  const char *json;
  TRY(draft_of_id(c, id, &q));
  TRY(definition_put_head(c, q.json, f, &json));
  return save(c, &q, json);
}

int questionnaire_with_criteria(struct ctx *c, const char *from, const struct criteria *k, struct id *out)
{
  struct questionnaire q;
  const char *json;
  struct id id;
  TRY(copy(c, from, &id));
  TRY(draft_of_id(c, id, &q));
  TRY(definition_put_criteria(c, q.json, k, &json));
  TRY(save(c, &q, json));
  *out = id;
  return OK;
}

/* Two versions that were made ready on one day differ by a number. */
static int free_edition(struct ctx *c, const struct questionnaire *q, const char **out)
{
  struct questionnaire_list stored;
  char day[DATE_TEXT];
  date_format(c->today, day);
  TRY(questionnaires_named(c, q->name, &stored));
  for (int n = 1; n <= 100; n++) {
    bool taken = false;
    *out = n == 1 ? arena_text(&c->arena, day, strlen(day)) : JOIN(&c->arena, day, ".", count_text(c, n));
    for (size_t i = 0; i < stored.count; i++) taken |= !id_same(stored.at[i].id, q->id) && strcmp(stored.at[i].edition, *out) == 0;
    if (!taken) return OK;
  }
  return fail(c, ERR_INVALID, NULL, N_("A hundred versions in one day are enough. Go on tomorrow."));
}

int questionnaire_make_ready(struct ctx *c, struct id id)
{
  struct questionnaire q;
  const char *edition, *json;
  TRY(draft_of_id(c, id, &q));
  TRY(free_edition(c, &q, &edition));
  TRY(definition_put_version(c, q.json, edition, &json));
  q.state = QUESTIONNAIRE_READY;
  q.ready = (struct instant){ c->now };
  return save(c, &q, json);
}

int questionnaire_drop_draft(struct ctx *c, struct id id)
{
  struct questionnaire q;
  TRY(draft_of_id(c, id, &q));
  return global_delete(c, questionnaire, id);
}
