/* One offer for professionals, and what is done to all of it: confirming, beginning a new one. */
#include "upkeep_web.h"
#include "offers_room.h"
#include "snapshot.h"
#include "text.h"
#include "views.h"

static const struct field new_fields[] = {
  F_TEXT(offer_new, name,     REQUIRED, N_("Name"), .max = 160),
  F_ENUM(offer_new, kind,     REQUIRED, offer_kind, N_("Kind"), .help = N_("A ban is a measure, a talk during a ban a step. Tables and services for professionals stay out of the public list.")),
  F_ENUM(offer_new, status,   REQUIRED, offer_status, N_("Status")),
  F_TEXT(offer_new, summary,  LONG, N_("What it is"), .max = 400, .help = N_("For everybody, in plain words (B1).")),
  F_TEXT(offer_new, provider, OPTIONAL, N_("Provider"), .max = 160, .help = N_("Name of the organisation; made if it is new.")),
};
const struct record offer_new_record = PART(offer_new, new_fields);

int kept_of_path(struct ctx *c, struct offer_line *out)
{
  struct id id;
  TRY(path_id(c, &id));
  return kept_offer(c, id, out);
}

/* --- one offer ---------------------------------------------------------------------------------------- */

static struct kept_section section_of(struct ctx *c, enum offer_section s, const struct offer *o, bool keeps)
{
  const struct record *const rec = &offer_sections[s];
  struct kept_section section = { .key = offer_section_names[s].key, .label = offer_section_names[s].label, .editable = keeps && s != SECTION_CHECKED };
  const size_t count = s == SECTION_TERMS && !keeps ? rec->count - 1 : rec->count;      /* whom we ask is for those who keep it */
  section.facts.at = arena_new(&c->arena, struct kept_fact, count);
  section.silent.at = arena_new(&c->arena, const char *, count);
  for (size_t i = 0; i < count; i++) {
    const struct field *const f = &rec->fields[i];
    const char *const value = field_in_words(c, f, o);
    if (f->flags & IN_PROGRAM) continue;
    if (value) section.facts.at[section.facts.count++] = (struct kept_fact){ f->label, value };
    else section.silent.at[section.silent.count++] = f->label;
  }
  return section;
}

static void fill_sections(struct ctx *c, struct kept_view *v)
{
  v->sections.at = arena_new(&c->arena, struct kept_section, SECTION_COUNT);
  for (int s = 0; s < SECTION_COUNT; s++) v->sections.at[v->sections.count++] = section_of(c, (enum offer_section)s, &v->line->offer, v->keeps);
}

static int fill_kept(struct ctx *c, struct kept_view *v)
{
  const struct offer *const o = &v->line->offer;
  fill_sections(c, v);
  TRY(fundings_of(c, o->id, &v->fundings));
  TRY(questions_of(c, o->id, &v->questions));
  TRY(decisions_of(c, o->id, &v->decisions));
  if (v->reviews) TRY(joins_of(c, o->id, &v->joins));
  if (v->keeps) TRY(review_waiting_of(c, o->id, &v->flags));
  const struct offer_line *const into = id_known(o->joined_into) ? snapshot_by_id(offers_snapshot(c), o->joined_into) : NULL;
  v->joined_into = into ? &into->offer : NULL;
  return OK;
}

int show_kept(struct ctx *c)
{
  struct id id;
  struct offer_line line;
  TRY(path_id(c, &id));
  TRY(offer_by_id(c, id, &line));
  struct kept_view v = { .line = &line, .freshness = offer_freshness(&line.offer, c->today), .keeps = keeps_offer(c, &line.offer),
    .reviews = signed_in_may(who(c), MAY_REVIEW_OFFERS), .on_map = offer_is_public(&line.offer) };
  v.names = v.keeps && v.reviews;
  v.asks_places = line.offer.kind == KIND_HELP || line.offer.kind == KIND_PROFESSIONAL;
  TRY(fill_kept(c, &v));
  const struct page page = { .title = tr(c, N_("Offer")), .current = MAP_PATH, .noindex = true, .work = true };
  page_begin(c, &page);
  view_kept(c, &v);
  return page_end(c, &page);
}

static int confirm(struct ctx *c, enum answer_way how)
{
  struct id id;
  TRY(path_id(c, &id));
  TRY(offer_confirm(c, id, c->form->version, how));
  return redirect_done(c, path_of_id(c, MAP_PATH, id, NULL), "bevestigd");
}
int send_confirm(struct ctx *c) { return confirm(c, WAY_PAGE); }
int send_called(struct ctx *c) { return confirm(c, WAY_PHONE); }

/* --- a new one ------------------------------------------------------------------------------------------ */

int show_offer_new(struct ctx *c)
{
  const struct new_view v = { may_name_provider(c) };
  const struct page page = { .title = tr(c, N_("Add an offer")), .current = MAP_PATH, .noindex = true, .work = true };
  page_begin(c, &page);
  view_offer_new(c, &v);
  return page_end(c, &page);
}

int add_offer(struct ctx *c)
{
  const struct offer_new *const f = form_row(c, offer_new);
  const struct offer_line line = { .offer = { .name = f->name, .kind = f->kind, .status = f->status, .summary = f->summary }, .provider = f->provider };
  struct id id;
  TRY(offer_begin(c, &line, &id));
  return redirect_done(c, path_of_id(c, MAP_PATH, id, NULL), "toegevoegd");
}
