"""Le dessin de la carte : contours, flux, noms, destinations ; le même à l'écran et sur l'image que l'on copie."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, field
from math import hypot

from PySide6.QtCore import QPointF, QRectF, QSizeF, Qt
from PySide6.QtGui import QPainter, QPainterPath, QPen, QPolygonF

from db.carte import Carte, Destination, QuartierTrace, Situation
from relogement.geographie.regroupement import Amas, regrouper
from relogement.geographie.territoires import Bornes
from relogement.nomenclatures import GenerationQpv
from ui import fonts
from ui.carte.camera import Camera
from ui.carte.etiquettes import Etiquette, Placement, ecrire_les_noms
from ui.carte.symboles import dessiner_amas, rayon_de
from ui.peinture import soigne
from ui.theme import couleur, px

CASE = 42  # pixels : deux points plus proches se regroupent
DE_LOIN = 0.035  # pixels par mètre : en deçà, les flux s'arrêtent aux communes et aux quartiers
FLUX_MAX, FLUX_MIN, PAR_MENAGE, COURBURE = 13.0, 1.2, 2.0, 0.17
BUTS_MAX = 120  # au-delà, des flux vers chaque amas ne se suivraient plus
NOMS_MAX = 60
NOM_DES = 34  # pixels de large : un quartier plus petit n'écrit pas son nom


@dataclass(frozen=True)
class Options:
    """Ce qui se montre : les générations, les flux, l'amas survolé ou choisi."""

    generations: frozenset[GenerationQpv] = frozenset({GenerationQpv.QP2015, GenerationQpv.QN2024})
    flux: bool = True


@dataclass(frozen=True)
class Noms:
    """Où les noms s'écrivent en entier, et les zones qui restent sans nom."""

    cadre: QRectF
    occupe: Sequence[QRectF] = ()


@dataclass(frozen=True, eq=False, slots=True)
class Groupe:
    """Un amas et ce qu'il contient, compté une fois."""

    amas: Amas
    effectifs: Counter[Situation] = field(repr=False)
    a_verifier: int
    rayon: float


@dataclass(frozen=True, eq=False, slots=True)
class AmasVu:
    """Un groupe à sa place dans l'image."""

    groupe: Groupe
    centre: QPointF

    @property
    def amas(self) -> Amas:
        return self.groupe.amas

    @property
    def rayon(self) -> float:
        return self.groupe.rayon


class Dessin:
    """Ce qui se prépare une fois pour une carte lue : tracés par finesse, regroupements par cran de zoom."""

    def __init__(self, carte: Carte) -> None:
        self.carte = carte
        self._rangs = [r for r, d in enumerate(carte.destinations) if d.place is not None]
        self._places = [d.place for d in carte.destinations if d.place is not None]
        self._chemins: dict[tuple[int, int], QPainterPath] = {}
        self._par_cran: dict[int, list[Groupe]] = {}

    @property
    def bornes(self) -> Bornes | None:
        """Ce qu'il faut voir : les destinations et le site, ou tous les quartiers s'il n'y en a aucune."""
        points = list(self._places)
        traces = [q.trace for q in self.carte.quartiers if q.site or not points]
        coins = [(t.bornes.ouest, t.bornes.sud) for t in traces] + [(t.bornes.est, t.bornes.nord) for t in traces]
        tous = points + coins
        if not tous:
            return None
        xs, ys = [x for x, _ in tous], [y for _, y in tous]
        return Bornes(min(xs), min(ys), max(xs), max(ys))

    def destinations(self, amas: Amas) -> list[Destination]:
        """Les ménages d'un amas."""
        return [self.carte.destinations[self._rangs[r]] for r in amas.rangs]

    def amas_vus(self, taille: QSizeF, camera: Camera) -> list[AmasVu]:
        """Les amas que l'on voit ; les plus nombreux d'abord."""
        vue = camera.vue(taille, bord=CASE)
        gauche, droite, bas, haut = vue.left(), vue.right(), vue.top(), vue.bottom()
        return [
            AmasVu(g, camera.a_l_image(g.amas.x, g.amas.y, taille))
            for g in self._groupes(camera)
            if gauche <= g.amas.x <= droite and bas <= g.amas.y <= haut
        ]

    def quartier_sous(
        self, point: QPointF, taille: QSizeF, camera: Camera, options: Options
    ) -> QuartierTrace | None:
        """Le quartier montré qui contient ce point de l'image ; le plus récent s'il y en a deux."""
        ici = camera.au_plan(point, taille)
        for rang in reversed(range(len(self.carte.quartiers))):
            quartier = self.carte.quartiers[rang]
            b = quartier.trace.bornes
            dedans = b.ouest <= ici.x() <= b.est and b.sud <= ici.y() <= b.nord
            if dedans and quartier.generation in options.generations and self._chemin(rang, 0).contains(ici):
                return quartier
        return None

    def peindre_le_fond(
        self, peintre: QPainter, taille: QSizeF, camera: Camera, options: Options, noms: Noms | None = None
    ) -> None:
        """Les contours, les flux et les noms : ce que le survol ne change pas."""
        with soigne(peintre):
            peintre.fillRect(QRectF(QPointF(0, 0), taille), couleur("surface"))
            self._contours(peintre, taille, camera, options)
            if options.flux:
                self._flux(peintre, taille, camera)
            self._noms(peintre, taille, camera, options, noms or Noms(QRectF(QPointF(0, 0), taille)))

    def entourer(self, peintre: QPainter, taille: QSizeF, camera: Camera, choisi: Amas) -> None:
        """L'anneau de l'amas choisi."""
        with soigne(peintre):
            peintre.setBrush(Qt.BrushStyle.NoBrush)
            peintre.setPen(QPen(couleur("texte"), 2))
            rayon = rayon_de(choisi.effectif) + px(4)
            peintre.drawEllipse(camera.a_l_image(choisi.x, choisi.y, taille), rayon, rayon)

    def peindre_les_points(self, peintre: QPainter, taille: QSizeF, camera: Camera) -> None:
        """Les destinations, les moins nombreuses par-dessus."""
        with soigne(peintre):
            for vu in self.amas_vus(taille, camera):
                dessiner_amas(peintre, vu.groupe.effectifs, vu.groupe.a_verifier, vu.centre)

    def _groupes(self, camera: Camera) -> list[Groupe]:
        cran = camera.cran
        if cran not in self._par_cran:
            amas = regrouper(self._places, px(CASE) / camera.echelle_du_cran)
            self._par_cran[cran] = [self._compte(un) for un in amas]
        return self._par_cran[cran]

    def _compte(self, amas: Amas) -> Groupe:
        siennes = self.destinations(amas)
        effectifs, a_verifier = Counter(d.situation for d in siennes), sum(d.a_verifier for d in siennes)
        return Groupe(amas, effectifs, a_verifier, rayon_de(amas.effectif))

    def _chemin(self, rang: int, finesse: int) -> QPainterPath:
        if (rang, finesse) not in self._chemins:
            chemin = QPainterPath()
            for anneau in self.carte.quartiers[rang].trace.niveaux[finesse]:
                chemin.addPolygon(QPolygonF([QPointF(x, y) for x, y in anneau.tolist()]))
            self._chemins[rang, finesse] = chemin
        return self._chemins[rang, finesse]

    def _contours(self, peintre: QPainter, taille: QSizeF, camera: Camera, options: Options) -> None:
        vue, finesse = camera.vue(taille), _finesse(camera)
        deux = len(options.generations) > 1
        peintre.save()
        peintre.setTransform(camera.transformation(taille), combine=True)
        for rang, quartier in enumerate(self.carte.quartiers):
            b = quartier.trace.bornes
            visible = vue.intersects(QRectF(b.ouest, b.sud, b.est - b.ouest, b.nord - b.sud))
            if visible and quartier.generation in options.generations:
                habiller(peintre, quartier.generation, site=quartier.site, superpose=deux)
                peintre.drawPath(self._chemin(rang, finesse))
        peintre.restore()

    def _flux(self, peintre: QPainter, taille: QSizeF, camera: Camera) -> None:
        if self.carte.depart is None:
            return
        depart = camera.a_l_image(*self.carte.depart, taille)
        buts = self._buts(camera)
        par_menage = min(PAR_MENAGE, FLUX_MAX / max((n for _, n in buts), default=1))
        trait = couleur("accent")
        trait.setAlpha(105)
        for (x, y), n in sorted(buts, key=lambda but: -but[1]):
            arrivee = camera.a_l_image(x, y, taille)
            dx, dy = arrivee.x() - depart.x(), arrivee.y() - depart.y()
            if hypot(dx, dy) < px(16):
                continue
            plume = QPen(trait, max(FLUX_MIN, px(par_menage * n)))
            plume.setCapStyle(Qt.PenCapStyle.RoundCap)
            courbe = QPainterPath(depart)
            controle = QPointF(depart.x() + dx / 2 + dy * COURBURE, depart.y() + dy / 2 - dx * COURBURE)
            courbe.quadTo(controle, arrivee)
            peintre.strokePath(courbe, plume)

    def _buts(self, camera: Camera) -> list[tuple[tuple[float, float], int]]:
        """Où vont les flux, et combien de ménages : par commune ou quartier de loin, par amas de près."""
        groupes = self._groupes(camera)
        if camera.echelle < DE_LOIN or len(groupes) > BUTS_MAX:
            partis = (lieu for lieu in self.carte.lieux if lieu.situation is not Situation.SITE)
            return [(lieu.place, lieu.effectif) for lieu in partis if lieu.place is not None]
        comptes = ((g.amas, g.amas.effectif - g.effectifs[Situation.SITE]) for g in groupes)
        return [((amas.x, amas.y), n) for amas, n in comptes if n]

    def _noms(self, peintre: QPainter, taille: QSizeF, camera: Camera, options: Options, noms: Noms) -> None:
        cadre, placement = noms.cadre, Placement()
        for zone in noms.occupe:
            placement.prendre(zone)
        for vu in self.amas_vus(taille, camera):
            rayon = vu.rayon
            placement.prendre(QRectF(vu.centre.x() - rayon, vu.centre.y() - rayon, 2 * rayon, 2 * rayon))
        ecrire_les_noms(peintre, [*self._quartiers_nommes(taille, camera, options)], placement, cadre)
        ecrire_les_noms(peintre, self._communes_nommees(taille, camera), placement, cadre)

    def _communes_nommees(self, taille: QSizeF, camera: Camera) -> list[Etiquette]:
        """Celles que l'on voit, écrites là où il reste de la place autour de leur centre."""
        vue, nommees = camera.vue(taille), []
        for nom, x, y in self.carte.communes:
            if vue.contains(x, y):
                ou = camera.a_l_image(x, y, taille)
                autour = tuple(ou + QPointF(0, px(pas)) for pas in (-20, 20, -38, 38))
                nommees.append(Etiquette(nom, ou, "texte3", fonts.NORMAL, sinon=autour))
        return nommees[:NOMS_MAX]

    def _quartiers_nommes(self, taille: QSizeF, camera: Camera, options: Options) -> list[Etiquette]:
        """Le site d'abord, puis du plus grand au plus petit ; un seul nom par quartier des deux générations."""
        montres = [q for q in self.carte.quartiers if q.generation in options.generations]
        montres.sort(key=lambda q: (not q.site, q.generation is not GenerationQpv.QN2024, -q.trace.surface))
        nommes = []
        for quartier in montres:
            large = (quartier.trace.bornes.est - quartier.trace.bornes.ouest) * camera.echelle
            if quartier.site or large >= px(NOM_DES):
                b, ancre = quartier.trace.bornes, quartier.trace.ancre
                ou = camera.a_l_image(*ancre, taille)
                milieu = (b.ouest + b.est) / 2
                bords = [camera.a_l_image(milieu, b.nord, taille), camera.a_l_image(milieu, b.sud, taille)]
                sinon = (bords[0] - QPointF(0, px(10)), bords[1] + QPointF(0, px(10)))
                token, graisse = ("accent", fonts.GRAS) if quartier.site else ("texte2", fonts.MOYEN)
                nommes.append(Etiquette(quartier.nom or quartier.code, ou, token, graisse, sinon=sinon))
        return nommes[:NOMS_MAX]


def habiller(peintre: QPainter, generation: GenerationQpv, *, site: bool, superpose: bool) -> None:
    """Le trait et le fond d'un contour : le site plein d'accent pâle, 2015 en trait, 2024 en tirets."""
    recente = generation is GenerationQpv.QN2024
    token = "accent" if site else "sarcelle" if recente else "bord_fort"
    plume = QPen(couleur(token), 1.6 if site else 1.1)
    plume.setCosmetic(True)
    if recente:
        plume.setDashPattern([4, 2.5])
    peintre.setPen(plume)
    if site:
        fond = couleur("accent")
        fond.setAlpha(34)
        peintre.setBrush(fond)
    elif recente and superpose:
        peintre.setBrush(Qt.BrushStyle.NoBrush)
    else:
        peintre.setBrush(couleur("neutre_fond"))


def _finesse(camera: Camera) -> int:
    """Le tracé dont l'écart au vrai ne se voit pas à cette échelle."""
    return 0 if camera.echelle > 0.08 else 1 if camera.echelle > 0.012 else 2
