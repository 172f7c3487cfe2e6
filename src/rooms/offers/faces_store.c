#include "faces.h"

static const struct query one = { &offer_face_record, "FROM offer_face WHERE offer = $1" };
static const struct query left = { &offer_face_record,
  "FROM offer_face WHERE NOT EXISTS (SELECT 1 FROM offer WHERE offer.id = offer_face.offer AND offer.colleague = offer_face.colleague AND offer.status <> 'ended')" };
const struct query *const faces_queries[] = { &one, &left, NULL };

int face_stored(struct ctx *c, struct id offer, struct offer_face *out) { return global_one(c, offer_face, out, &one, P(offer)); }
int faces_left(struct ctx *c, struct offer_face_list *out) { return global_select(c, offer_face, out, &left, P0); }
