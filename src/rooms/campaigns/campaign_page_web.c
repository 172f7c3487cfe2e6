/* What everybody sees of a campaign: its page, the flyer, the picture for social media. Nobody is counted here. */
#include "campaigns_web.h"
#include "app.h"
#include "base64.h"
#include "offers_room.h"
#include "text.h"

enum { PNG_MOST = 300000 };

static const char *page_path(struct ctx *c, const struct campaign *p, const char *rest) { return JOIN(&c->arena, CAMPAIGN_PAGE "/", p->slug, rest); }
static bool in_english(const struct ctx *c, const struct campaign *p) { return c->lang == LANG_EN && p->text_en; }
static const char *title_of(const struct ctx *c, const struct campaign *p) { return in_english(c, p) ? p->title_en : p->title; }
static const char *lang_of(const struct ctx *c, bool english) { return c->lang == LANG_EN && !english ? "nl" : NULL; }

/* --- the picture -------------------------------------------------------------------------------------------------------- */

/* "samen" of "samen.png"; NULL: no picture is asked for. */
static const char *asked_picture(struct ctx *c, const char *part)
{
  static const char end[] = ".png";
  const size_t n = strlen(part), of_end = sizeof end - 1;
  return n > of_end && strcmp(part + n - of_end, end) == 0 ? arena_text(&c->arena, part, n - of_end) : NULL;
}

static int show_picture(struct ctx *c, const char *slug)
{
  struct campaign p;
  struct campaign_picture stored;
  size_t n = 0;
  TRY(campaign_shown(c, slug, &p));
  TRY(campaign_picture_of(c, p.id, &stored));
  const char *const text = c->lang == LANG_EN && stored.en ? stored.en : stored.nl;
  char *const png = arena_alloc(&c->arena, PNG_MOST);
  if (!base64_read(text, strlen(text), png, PNG_MOST, &n)) return fail(c, ERR_STORE, "campaign_picture", "the picture of a campaign is not what was stored");
  put_mem(&c->out, png, n);
  respond_header(c, "Cache-Control", "public, max-age=600");
  return respond(c, 200, "image/png");
}

/* --- the page ------------------------------------------------------------------------------------------------------------- */

static void find_offer(struct ctx *c, const struct campaign *p, struct campaign_view *v)
{
  const struct offer_line *const line = p->offer ? snapshot_by_slug(offers_snapshot(c), p->offer) : NULL;
  if (!line || !offer_is_public(&line->offer)) return;
  v->offer = line->offer.name;
  v->offer_path = local_path(c, JOIN(&c->arena, "/hulp/", line->offer.slug));
  if (line->offer.self_registration == YES) v->sign_up = JOIN(&c->arena, v->sign_up, v->over ? "?" : "&", "aanbod=", line->offer.slug);
}

/* Not so for a story that was withdrawn a moment ago: then there is none. */
static int find_story(struct ctx *c, const struct campaign *p, struct campaign_story *story, struct campaign_view *v)
{
  if (!id_known(p->story) || v->over) return OK;
  const int rc = story_shown(c, p->story, story);
  if (absent(c, rc)) return OK;
  TRY(rc);
  const bool english = c->lang == LANG_EN && story->text_en;
  v->story = story;
  v->story_text = english ? story->text_en : story->text;
  v->story_lang = lang_of(c, english);
  return OK;
}

int show_campaign(struct ctx *c)
{
  const char *const picture = asked_picture(c, path_part(c));
  struct campaign p;
  struct campaign_story story;
  if (picture) return show_picture(c, picture);
  TRY(campaign_shown(c, path_part(c), &p));
  struct campaign_view v = { .campaign = &p, .title = title_of(c, &p), .text = in_english(c, &p) ? p.text_en : p.text, .lang = lang_of(c, in_english(c, &p)),
    .over = campaign_is_over(&p, c->today), .flyer = local_path(c, page_path(c, &p, "/flyer")), .map = local_path(c, JOIN(&c->arena, "/hulp?regio=", p.region)) };
  v.sign_up = v.over ? local_path(c, "/aanmelden") : local_path(c, JOIN(&c->arena, "/aanmelden?campagne=", p.slug));
  find_offer(c, &p, &v);
  TRY(find_story(c, &p, &story, &v));
  /* What stands in a history or in somebody's messages is neutral; the picture says what it is about. */
  const char *const neutral = tr(c, N_("Somebody to talk to"));
  const struct share share = { .title = neutral, .picture = absolute_url(c, local_path(c, page_path(c, &p, ".png"))), .url = absolute_url(c, local_path(c, page_path(c, &p, NULL))) };
  const struct page page = { .title = neutral, .other_lang = page_path(c, &p, NULL), .noindex = v.over, .share = &share };
  page_begin(c, &page);
  view_campaign(c, &v);
  return page_end(c, &page);
}

/* --- the flyer --------------------------------------------------------------------------------------------------------------- */

int show_flyer(struct ctx *c)
{
  struct campaign p;
  TRY(campaign_shown(c, path_part(c), &p));
  if (campaign_is_over(&p, c->today)) return not_there(c);
  const struct region *const region = region_find(c->places, p.region, strlen(p.region));
  const char *const path = local_path(c, page_path(c, &p, NULL)), *const url = absolute_url(c, path), *const mark = strstr(url, "://");
  const struct flyer_view v = { .title = title_of(c, &p), .lang = lang_of(c, in_english(c, &p)), .back = path, .address = mark ? mark + 3 : url,
    .phone = region && region->veilig_thuis_phone ? region->veilig_thuis_phone : "0800-2000", .qr = qr_make(c, url) };
  const struct page page = { .title = tr(c, N_("Print the flyer")), .other_lang = page_path(c, &p, "/flyer"), .noindex = true };
  page_begin(c, &page);
  view_flyer(c, &v);
  return page_end(c, &page);
}
