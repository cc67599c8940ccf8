"""Le reste à charge d'un dossier colonne par colonne : avant, chaque offre, après, chacun avec son verdict."""

from dataclasses import dataclass, replace
from datetime import date
from decimal import Decimal

from relogement.charte import Charte, charte_au
from relogement.cout import Cout
from relogement.intervalle_rac import Intervalle, Reestimation, intervalle, reestimer
from relogement.logement import LogementOffert, LogementQuitte
from relogement.menage import Menage
from relogement.niveau import niveau
from relogement.nomenclatures import Combinaison, Critere, Nature, Reponse, TypeDossier
from relogement.offre import Offre
from relogement.regles.maitrise import Surfaces, maitrise
from relogement.regles.montants import Montant, Verdict, manque, rapport
from relogement.regles.paliers import Niveau, seuils_possibles
from relogement.regles.ressources import reste_a_vivre, taux_d_effort, unites_de_consommation
from relogement.regles.reste_a_charge import (
    CENT,
    Comparaison,
    comparer,
    hors_charges,
    reste_a_charge_brut,
)
from relogement.relogement import Relogement
from relogement.situation import Cadre

DISCUTEES = (Reponse.EN_COURS, Reponse.ACCORD)


@dataclass(frozen=True)
class Regle:
    """Avec quoi une colonne se juge : la charte, le niveau de ressources et les parts du ménage, à un jour."""

    charte: Charte
    niveau: Niveau
    uc: Montant
    le: date | None = None


@dataclass(frozen=True)
class ColonneRac:
    """Un logement de la comparaison : ce qu'il coûte, ce qu'il reste à payer, et ce qu'en dit la charte."""

    cout: Cout | None
    logement: LogementQuitte | LogementOffert | None
    brut: Montant
    rac: Montant
    hors_charges: Montant
    te: Montant
    rav: Montant
    au_m2: Montant
    regle: Regle
    offre: Offre | None = None
    relogement: Relogement | None = None
    ecart: Montant | None = None
    ecart_pct: Montant | None = None
    verdict: Verdict | None = None
    seuil: Decimal | None = None
    reestimation: Reestimation | None = None
    intervalle: Intervalle | None = None
    fragile: bool = False

    @property
    def estime(self) -> bool:
        return self.cout is not None and self.cout.apl_estimee


@dataclass(frozen=True)
class ComparaisonRac:
    """Avant, les offres dans leur ordre, après s'il y a un bail."""

    avant: ColonneRac
    offres: tuple[ColonneRac, ...]
    apres: ColonneRac | None
    uc: Montant

    @property
    def courante(self) -> ColonneRac | None:
        """Après, sinon la dernière offre en discussion : ce à quoi l'avant se compare d'abord."""
        discutees = [c for c in self.offres if c.offre and c.offre.reponse in DISCUTEES]
        return self.apres or (discutees[-1] if discutees else None)


def relogement_retenu(menage: Menage) -> Relogement | None:
    """Le définitif s'il y en a un, le plus récent sinon."""
    ranges = sorted(
        enumerate(menage.relogements),
        key=lambda r: (r[1].nature is Nature.DEFINITIF, str(r[1].bail_le or ""), r[0]),
    )
    return ranges[-1][1] if ranges else None


def comparaison(
    menage: Menage, charte: Charte, *, au: date | None = None, cadre: Cadre | None = None
) -> ComparaisonRac:
    """Toutes les colonnes, chacune comparée à l'avant à périmètre égal ; sans jour, pas d'intervalle.

    Après se juge avec la charte du bail, comme le bilan ; une offre, avec ``charte``, celle d'aujourd'hui.
    """
    ici = _Foyer(menage, charte, au, cadre or Cadre(site="", site_2024=None, outre_mer=False, chartes=[charte]))
    retenu = relogement_retenu(menage)
    offres = tuple(ici.apres(o.cout, o.logement, offre=o) for o in menage.offres)
    apres = ici.apres(retenu.cout, retenu.logement, relogement=retenu) if retenu else None
    provisoire = ComparaisonRac(ici.avant(None), offres, apres, ici.uc)
    en_face = provisoire.courante
    return ComparaisonRac(ici.avant(en_face.cout if en_face else None), offres, apres, ici.uc)


class _Foyer:
    """Ce qui ne change pas d'une colonne à l'autre : les ressources, les personnes, le coût d'avant."""

    def __init__(self, menage: Menage, charte: Charte, au: date | None, cadre: Cadre) -> None:
        self._menage, self._charte, self._au, self._cadre = menage, charte, au, cadre
        self._baremes = cadre.baremes
        self._cout_avant, self._quitte = menage.cout_avant, menage.logement_quitte
        self.uc = self._uc(None)

    def _uc(self, le: date | None) -> Montant:
        menage = self._menage
        return unites_de_consommation(menage.nb_personnes, menage.nb_moins_14, au=le, dossier=self._baremes)

    def _regle(self, relogement: Relogement | None) -> Regle:
        """Après, la charte et les ressources du bail ; avant lui, celles d'aujourd'hui."""
        le = relogement.bail_le if relogement else None
        charte = charte_au(self._cadre.chartes, le) if relogement else self._charte
        uc, seuil = self._uc(le), self._cadre.seuils_q1.au_bail(le)
        return Regle(charte, niveau(self._menage.ressources, uc, seuil), uc, le)

    def avant(self, en_face: Cout | None) -> ColonneRac:
        rac = comparer(self._cout_avant, en_face).avant
        return self._colonne(self._cout_avant, self._quitte, rac, en_face, self._regle(None))

    def apres(
        self,
        cout: Cout | None,
        logement: LogementOffert,
        *,
        offre: Offre | None = None,
        relogement: Relogement | None = None,
    ) -> ColonneRac:
        ecart, regle = comparer(self._cout_avant, cout), self._regle(relogement)
        surfaces = Surfaces(self._quitte.surface if self._quitte else None, logement.surface)
        nue = self._colonne(cout, logement, ecart.apres, self._cout_avant, regle)
        return replace(
            nue,
            offre=offre,
            relogement=relogement,
            ecart=ecart.delta,
            ecart_pct=ecart.delta_pct,
            verdict=self._verdict(ecart, surfaces, regle),
            seuil=seuil(ecart.avant, surfaces, self._menage.ressources, regle),
            fragile=self._fragile(nue, ecart, surfaces, regle),
        )

    def _refaite(self, logement: LogementQuitte | LogementOffert | None, cout: Cout | None) -> Reestimation | None:
        if self._au is None:
            return None
        return reestimer(self._menage, logement, cout, au=self._au, baremes=self._baremes)

    def _verdict(self, ecart: Comparaison, surfaces: Surfaces, regle: Regle) -> Verdict:
        sans_avant = self._menage.type is not TypeDossier.TITULAIRE and self._cout_avant is None
        te = taux_d_effort(ecart.apres, self._menage.ressources)
        return maitrise(ecart, surfaces, te, charte=regle.charte, sans_avant=sans_avant, niveau=regle.niveau)

    def _fragile(self, colonne: ColonneRac, ecart: Comparaison, surfaces: Surfaces, regle: Regle) -> bool:
        """OUI à la valeur, NON en haut de l'intervalle : une estimation un peu fausse changerait le verdict."""
        if colonne.intervalle is None or self._verdict(ecart, surfaces, regle).valeur is not Critere.OUI:
            return False
        au_plus = _au_plus(ecart, colonne.intervalle.haut)
        return self._verdict(au_plus, surfaces, regle).valeur is Critere.NON

    def _colonne(
        self,
        cout: Cout | None,
        logement: LogementQuitte | LogementOffert | None,
        rac: Montant,
        en_face: Cout | None,
        regle: Regle,
    ) -> ColonneRac:
        ressources = self._menage.ressources
        surface = logement.surface if logement else None
        refaite = self._refaite(logement, cout)
        return ColonneRac(
            cout=cout,
            logement=logement,
            brut=reste_a_charge_brut(cout),
            rac=rac,
            hors_charges=hors_charges(cout, en_face) if cout else manque("logement non renseigné"),
            te=taux_d_effort(rac, ressources),
            rav=reste_a_vivre(rac, ressources, regle.uc, au=regle.le, dossier=self._baremes),
            regle=regle,
            au_m2=rapport(rac, Montant(surface, "surface inconnue")),
            reestimation=refaite,
            intervalle=intervalle(rac, refaite),
        )


def _au_plus(ecart: Comparaison, haut: Decimal) -> Comparaison:
    """La même comparaison, au plus haut reste à charge de l'intervalle."""
    avant = ecart.avant.valeur
    if avant is None:
        return ecart
    hausse = haut - avant
    pct = Montant(hausse / avant * CENT) if avant > 0 else ecart.delta_pct
    return replace(ecart, apres=Montant(haut), delta=Montant(hausse), delta_pct=pct)


def seuil(avant: Montant, surfaces: Surfaces, ressources: Decimal | None, regle: Regle) -> Decimal | None:
    """Le reste à charge au-delà duquel la charte dirait non ; inconnu si un test ou le palier l'est."""
    possibles, charte = seuils_possibles(regle.charte, regle.niveau), regle.charte
    if avant.valeur is None or avant.valeur <= 0 or len(possibles) > 1:
        return None
    seuils = possibles[0]
    hausse = 1 + seuils.rac_seuil_pct / CENT
    bornes: list[Decimal] = []
    if charte.combinaison in (Combinaison.TOUT, Combinaison.RAC_SEUL):
        if not surfaces.avant or not surfaces.apres:
            return None
        proche = abs(surfaces.apres - surfaces.avant) / surfaces.avant * CENT <= seuils.surf_tol_pct
        bornes.append(avant.valeur * hausse * (1 if proche else surfaces.apres / surfaces.avant))
    if charte.combinaison in (Combinaison.TOUT, Combinaison.TE_SEUL) and ressources:
        bornes.append(ressources * seuils.te_max_pct / CENT)
    borne = min(bornes, default=None)
    baisse_admise = borne is not None and charte.neutralise_baisse
    return max(borne, avant.valeur) if baisse_admise and borne is not None else borne
