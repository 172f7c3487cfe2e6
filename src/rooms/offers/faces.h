/* The face of the colleague whom professionals may call about an offer: known by face, somebody calls sooner. A small square, for
 * professionals only, and only while the offer names that colleague. */
#ifndef FACES_H
#define FACES_H
#include "offers.h"

struct offer_face {
  struct id id;
  int32_t version;
  struct id offer;
  const char *colleague;               /* as the offer named them */
  const char *photo;                   /* JPEG in base64 (RFC 4648, 4) */
  struct instant agreed;               /* when it was written down that they agree; by whom the journal says */
};
DECLARE_RECORD(offer_face);

/* A square JPEG of FACE_SIDE pixels of somebody's photograph, in base64, in c->arena: upright, cut from the middle of its upper part,
 * without anything else that the file tells (place, time, camera). ERR_INVALID: it is no JPEG, too small, or
 * would take too much to read: what is stored in passes is held whole while it is read. The largest takes 0.02 s and 2 MB; in passes, as
 * programs write them, 0.2 s and 93 MB; in 23 passes with arithmetic coding, the worst that was measured, 0.6 s and 93 MB. */
enum { FACE_SIDE = 160, PHOTO_SIDE_LEAST = 96, PHOTO_PIXELS_MOST = 16 << 20, PHOTO_PASSES_MOST = 24 };
MUST_USE int face_of_photo(struct ctx *c, const unsigned char *bytes, size_t size, const char **out);

/* That of the colleague whom the offer names now. ERR_NOT_FOUND: there is none. */
MUST_USE int face_of(struct ctx *c, const struct offer *o, struct offer_face *out);
/* In place of what was there. ERR_INVALID: the offer names no colleague, no photo came (NULL), or the colleague did not say yes. */
MUST_USE int face_put(struct ctx *c, const struct offer *o, enum yes_no agreed, const char *photo);
/* ERR_NOT_FOUND: there is none. */
MUST_USE int face_remove(struct ctx *c, struct id offer);
/* Removes those of colleagues whom no offer names any more. */
MUST_USE int faces_tidy(struct ctx *c);

/* --- store ---------------------------------------------------------------------- */

/* Whoever it is of. ERR_NOT_FOUND: there is none. */
MUST_USE int face_stored(struct ctx *c, struct id offer, struct offer_face *out);
/* Those whose colleague no offer names any more. */
MUST_USE int faces_left(struct ctx *c, struct offer_face_list *out);
extern const struct query *const faces_queries[];
#endif
