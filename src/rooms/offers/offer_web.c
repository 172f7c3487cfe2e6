#include "offers_web.h"
#include "offers_room.h"
#include "text.h"

/* Lesser facts: when nobody reported them they are named together, below the rest. */
static struct text_list silent_facts(struct ctx *c, const struct offer *o)
{
  static const char *const names[] = {
    "gender", "age_from", "relations", "parents", "lvb_suited", "languages", "evenings", "places_free", "self_registration",
    "anonymous", "bridging", "aftercare", "expert_by_experience", "partner_contact", "child_policy", "victim_help", "discreet", "recognition",
  };
  struct text_list list = { arena_new(&c->arena, const char *, COUNT(names)), 0 };
  for (size_t i = 0; i < COUNT(names); i++) {
    const struct field *const f = record_field(&offer_record, names[i]);
    if (f && !field_known(f, o)) list.at[list.count++] = f->label;
  }
  return list;
}

/* Names of the languages; a code without a name stays a code. */
static struct text_list language_names(struct ctx *c, const struct snapshot *s, const char *codes)
{
  const struct facet_info *const facet = snapshot_facet(s, FACET_LANGUAGE);
  struct text_list list = { arena_new(&c->arena, const char *, codes ? strlen(codes) / 2 + 1 : 1), 0 };
  size_t len;
  for (const char *at = text_word(codes, &len); at; at = text_word(at + len, &len)) {
    const char *name = arena_text(&c->arena, at, len);
    for (size_t i = 0; i < facet->count; i++)
      if (strcmp(facet->values[i].key, name) == 0) { name = facet->values[i].label; break; }
    list.at[list.count++] = name;
  }
  return list;
}

static const char *offer_path(struct ctx *c, const struct offer *o) { return JOIN(&c->arena, "/hulp/", o->slug); }

static struct offer_view offer_view_of(struct ctx *c, const struct snapshot *s, const struct offer_line *line)
{
  const struct offer *const o = &line->offer;
  return (struct offer_view){
    .line = line, .steps = text_lines(c, o->access_steps),
    .languages = language_names(c, s, o->languages), .silent = silent_facts(c, o),
    .freshness = offer_freshness(o, c->today), .joint = offer_talks_together(o), .decided = o->kind == KIND_MEASURE,
    .address = absolute_url(c, local_path(c, offer_path(c, o))) };
}

/* A double leads on to the offer that it was joined with. */
static int lead_on(struct ctx *c, const struct offer *to)
{
  respond_header(c, "Location", local_path(c, offer_path(c, to)));
  return respond(c, 301, "text/plain; charset=utf-8");
}

/* Both pages of an offer; titles stay neutral, they stand in somebody's browser history. */
static int answer(struct ctx *c, bool print, void (*view)(struct ctx *c, const struct offer_view *v))
{
  const struct snapshot *const s = offers_snapshot(c);
  const struct offer_line *const line = snapshot_by_slug(s, path_part(c));
  if (!line) return fail(c, ERR_NOT_FOUND, NULL, N_("This help is not in the list."));
  const struct offer_line *const other = id_known(line->offer.joined_into) ? snapshot_by_id(s, line->offer.joined_into) : NULL;
  if (other) return lead_on(c, &other->offer);
  const struct offer_view v = offer_view_of(c, s, line);
  const struct page page = { .title = tr(c, N_("Information")), .current = "/hulp", .other_lang = offer_path(c, &line->offer),
    .noindex = print || !offer_is_public(&line->offer) };
  page_begin(c, &page);
  view(c, &v);
  return page_end(c, &page);
}

int show_offer(struct ctx *c) { return answer(c, false, view_offer); }
int print_offer(struct ctx *c) { return answer(c, true, view_offer_print); }
