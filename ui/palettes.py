"""Les couleurs de la charte graphique, nommées pour leur sens, en clair et en sombre."""

from dataclasses import dataclass


@dataclass(frozen=True)
class Famille:
    """Les trois couleurs d'un état : le texte, le fond, le bord."""

    texte: str
    fond: str
    bord: str


@dataclass(frozen=True, eq=False, repr=False)  # cinquante champs : ce qui ne sert pas retarde la fenêtre
class Palette:
    sombre: bool
    fond: str
    surface: str
    creux: str
    bord: str
    trait: str
    bord_fort: str
    texte: str
    texte2: str
    texte3: str
    accent: str
    accent_fond: str
    accent_bord: str
    plein: str
    sur_plein: str
    vert: str
    vert_fond: str
    vert_bord: str
    ambre: str
    ambre_fond: str
    ambre_bord: str
    rouge: str
    rouge_fond: str
    rouge_bord: str
    violet: str
    violet_fond: str
    violet_bord: str
    sarcelle: str
    sarcelle_fond: str
    sarcelle_bord: str
    neutre: str
    neutre_fond: str
    neutre_bord: str
    rac_loyer: str
    rac_charges: str
    rac_hors_charges: str
    rac_rls: str
    rac_apl: str
    rac_apl_fond: str
    rac_rac: str
    avant: str
    sur_loyer: str
    sur_charges: str
    sur_hors_charges: str
    sur_rls: str
    sur_apl: str
    sur_rac: str

    def famille(self, nom: str) -> Famille:
        return Famille(*(getattr(self, token) for token in (nom, f"{nom}_fond", f"{nom}_bord")))


CLAIR = Palette(
    sombre=False,
    fond="#F2F4F7",
    surface="#FFFFFF",
    creux="#F7F8FA",
    bord="#DCE0E7",
    trait="#E9ECF1",
    bord_fort="#858D9C",
    texte="#1A2230",
    texte2="#465164",
    texte3="#5F697B",
    accent="#2159B0",
    accent_fond="#E7EFFB",
    accent_bord="#AAC5EC",
    plein="#2159B0",
    sur_plein="#FFFFFF",
    vert="#1C6B3C",
    vert_fond="#E4F3E9",
    vert_bord="#A6D3B6",
    ambre="#835200",
    ambre_fond="#FDF0D5",
    ambre_bord="#E3C27D",
    rouge="#AF281E",
    rouge_fond="#FCE8E6",
    rouge_bord="#EDB4AE",
    violet="#683C9C",
    violet_fond="#F0E9F8",
    violet_bord="#CDB8E6",
    sarcelle="#0D6470",
    sarcelle_fond="#DFF1F3",
    sarcelle_bord="#9FD0D6",
    neutre="#465164",
    neutre_fond="#EBEEF2",
    neutre_bord="#CBD1DB",
    rac_loyer="#5B6880",
    rac_charges="#AEB8C8",
    rac_hors_charges="#D6DCE5",
    rac_rls="#BCDFD8",
    rac_apl="#26766A",
    rac_apl_fond="#D3EBE6",
    rac_rac="#2159B0",
    avant="#8C96A8",
    sur_loyer="#FFFFFF",
    sur_charges="#1A2230",
    sur_hors_charges="#1A2230",
    sur_rls="#12332E",
    sur_apl="#FFFFFF",
    sur_rac="#FFFFFF",
)

SOMBRE = Palette(
    sombre=True,
    fond="#14171C",
    surface="#1C2027",
    creux="#21262E",
    bord="#343B47",
    trait="#2A303A",
    bord_fort="#788294",
    texte="#E8EBF0",
    texte2="#B8C0CC",
    texte3="#99A3B3",
    accent="#8AB4F8",
    accent_fond="#1E3152",
    accent_bord="#3E5F95",
    plein="#2F6ACB",
    sur_plein="#FFFFFF",
    vert="#83D3A0",
    vert_fond="#17321F",
    vert_bord="#2F5E3F",
    ambre="#EFC26A",
    ambre_fond="#382B0F",
    ambre_bord="#6B5420",
    rouge="#FF9F95",
    rouge_fond="#43211E",
    rouge_bord="#7D3B35",
    violet="#CDB3F3",
    violet_fond="#2F2447",
    violet_bord="#574580",
    sarcelle="#7FD0DA",
    sarcelle_fond="#13333A",
    sarcelle_bord="#2A5B64",
    neutre="#B8C0CC",
    neutre_fond="#2B313B",
    neutre_bord="#454D5A",
    rac_loyer="#93A0B6",
    rac_charges="#566175",
    rac_hors_charges="#3A4352",
    rac_rls="#2E5F56",
    rac_apl="#5CBBA9",
    rac_apl_fond="#1F4039",
    rac_rac="#8AB4F8",
    avant="#79859A",
    sur_loyer="#14171C",
    sur_charges="#FFFFFF",
    sur_hors_charges="#E8EBF0",
    sur_rls="#F0F3F6",
    sur_apl="#14171C",
    sur_rac="#14171C",
)
