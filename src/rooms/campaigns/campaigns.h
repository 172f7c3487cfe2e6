/* Campaigns (campagnes): a page of a region that says in plain words that violence never may and that help is possible, with a flyer
 * to print and a picture for social media, and one way to sign up. Written by the coordinator of the region or the desk; a draft until
 * it is published, over after its last day. Sign-ups that came from it are counted by month, and nobody is followed: no cookie, nothing
 * counted by looking, and nothing that leads from the count to a sign-up.
 * Source: DOMAIN 3 (words), 4.3 (signing up), 4.5 (experts by experience); Inventarisatie Oost-Brabant (help is little known). */
#ifndef CAMPAIGNS_H
#define CAMPAIGNS_H
#include "db.h"

#define CAMPAIGN_STATES(X) \
  X(CAMPAIGN_STATE_UNKNOWN, NULL, N_("Unknown")) \
  X(CAMPAIGN_DRAFT,     "draft",     N_("Draft")) \
  X(CAMPAIGN_PUBLISHED, "published", N_("Published"))
DECLARE_CHOICES(campaign_state, CAMPAIGN_STATES)

struct campaign {
  struct id id;
  int32_t version;
  const char *region;                /* slug */
  const char *slug;                  /* /campagne/<slug>; stays once it was published, because it is printed on paper */
  const char *title, *text;          /* in Dutch */
  const char *title_en, *text_en;    /* NULL: the English page shows the Dutch ones */
  struct date since, until;          /* the first day and the last */
  const char *offer;                 /* slug of the help that it points at; NULL: only signing up */
  struct id story;                   /* stories.h; ID_NONE: none */
  enum campaign_state state;
  struct instant published;          /* the first time */
};
DECLARE_RECORD(campaign);

/* As it is filled in. */
struct campaign_form { struct campaign campaign; const char *story_id; };
DECLARE_RECORD(campaign_form);

/* What who publishes says: that the story was read by somebody else than who wrote it down. */
struct publish_form { enum yes_no read; };
DECLARE_RECORD(publish_form);

enum { CAMPAIGN_TITLE_MOST = 70 };

/* Whether its page is there on that day: published, and begun. After its last day it is there too, and says that it is over. */
static inline bool campaign_is_there(const struct campaign *p, struct date day) { return p->state == CAMPAIGN_PUBLISHED && !date_before(day, p->since); }
static inline bool campaign_is_over(const struct campaign *p, struct date day) { return date_before(p->until, day); }

/* --- for everybody, also in a process without keys -------------------------------------------------------------------- */

/* That of a page which is there today. ERR_NOT_FOUND. */
MUST_USE int campaign_shown(struct ctx *c, const char *slug, struct campaign *out);
/* Counts one sign-up, in the caller's transaction; nothing for a campaign that is not there today, or over. `slug` may be NULL. */
MUST_USE int campaign_signed_up(struct ctx *c, const char *slug);

/* --- for the coordinator and the desk of the region ------------------------------------------------------------------- */

/* A draft. ERR_INVALID on its field: the address is taken, it is over before it begins, words that blame or label, an offer or a story
 * that is not there. */
MUST_USE int campaign_add(struct ctx *c, const struct campaign_form *f, struct id *out);
/* Likewise; what was published is a draft again, so that somebody looks at it once more. ERR_NOT_FOUND, ERR_CONFLICT; ERR_INVALID on
 * "slug": it was published before. */
MUST_USE int campaign_change(struct ctx *c, const struct campaign_form *f);
/* ERR_NOT_FOUND: of another region. */
MUST_USE int campaign_of_region(struct ctx *c, struct id id, struct campaign *out);
/* The newest period first. */
MUST_USE int campaigns_of_region(struct ctx *c, struct campaign_list *out);
/* Its pictures as they are made beforehand (social_image.h), for this version. */
struct campaign_pictures { int32_t version; const char *nl, *en; };
/* ERR_INVALID: it is over; on "read": the story was not read by another colleague than who wrote it down. ERR_CONFLICT: it was changed since
 * the pictures were made. */
MUST_USE int campaign_publish(struct ctx *c, struct id id, const struct campaign_pictures *made, enum yes_no read);
/* A draft again: the page is gone at once. */
MUST_USE int campaign_withdraw(struct ctx *c, struct id id);
/* Only what was never published: its address is on no paper. ERR_INVALID: it was. */
MUST_USE int campaign_delete(struct ctx *c, struct id id);

/* Sign-ups of a month that has ended: "fewer than 5", or how many. */
struct campaign_line { const char *month, *signups; };
struct campaign_line_list { struct campaign_line *at; size_t count; };
MUST_USE int campaign_counts(struct ctx *c, const struct campaign *p, struct campaign_line_list *out);

/* --- what is stored -------------------------------------------------------------------------------------------------------- */

/* Sign-ups that came from a campaign in a month: no day, no place, nothing else. */
struct campaign_count {
  struct id id;
  int32_t version;
  struct id campaign;
  const char *month;                 /* "2026-11" */
  struct num signups;
};
DECLARE_RECORD(campaign_count);

/* The pictures of what is published. */
struct campaign_picture {
  struct id id;
  int32_t version;
  struct id campaign;
  const char *nl, *en;               /* PNG, base64url; en NULL: the Dutch one serves */
};
DECLARE_RECORD(campaign_picture);

MUST_USE int campaign_by_slug(struct ctx *c, const char *slug, struct campaign *out);
MUST_USE int campaigns_in(struct ctx *c, const char *region, struct campaign_list *out);
MUST_USE int campaign_count_of(struct ctx *c, struct id campaign, const char *month, struct campaign_count *out);
MUST_USE int campaign_counts_before(struct ctx *c, struct id campaign, const char *month, struct campaign_count_list *out);
MUST_USE int campaign_picture_of(struct ctx *c, struct id campaign, struct campaign_picture *out);
extern const struct query *const campaign_queries[];
#endif
